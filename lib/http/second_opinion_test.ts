import { assertEquals } from "@std/assert";
import fc from "fast-check";
import http from "node:http";
import { join, text } from "./bytes.ts";
import { createParser } from "./parser.ts";
import type { ProblemKind } from "./problem.ts";
import { outcome, type Response } from "./response.ts";

/** What one reader made of a response: nothing where it refused it. */
interface Opinion {
  readonly status: number;
  readonly fields: readonly string[];
  readonly body: string;
}

/**
 * What Node's parser doesn't mind: line ends behind a message, and a length in a response without content.
 * It also skips line ends, good and bad, before a status line.
 */
const NODE_DOES_NOT_MIND: ReadonlySet<ProblemKind> = new Set<ProblemKind>([
  "bytes-after-message",
  "content-in-head",
  "content-length-in-204",
]);

const RUNS = 400;
const DAMAGES = ["\r", "\n", "\0", " ", ":", ",", ";", "x", "9", "\x7f", "\xff", ""];

const token = fc.stringMatching(/^[a-zA-Z][a-zA-Z0-9!#$%&'*+.^_`|~-]{0,11}$/);
const value = fc.stringMatching(/^(?:[!-~\xa0-\xff](?:[ \t!-~\xa0-\xff]{0,20}[!-~\xa0-\xff])?)?$/);
const bodyBytes = fc.uint8Array({ maxLength: 60 });
const method = fc.constantFrom("GET", "HEAD", "POST");

/** A response that follows RFC 9112 to the letter. */
const message = fc.record({
  status: fc.constantFrom(200, 204, 206, 301, 304, 404, 500),
  reason: fc.stringMatching(/^[ \t!-~\xa0-\xff]{0,12}$/),
  fields: fc.array(fc.tuple(token.map((name) => `X-${name}`), value), { maxLength: 4 }),
  body: fc.oneof(
    bodyBytes.map((body) => ({ framing: "length" as const, parts: [body] })),
    bodyBytes.map((body) => ({ framing: "close" as const, parts: [body] })),
    fc.array(bodyBytes, { maxLength: 4 }).map((parts) => ({ framing: "chunked" as const, parts })),
  ),
}).map(write);

/** A response with one byte put in, replaced or taken out, most often in its head. */
const damaged = fc.record({
  bytes: message,
  place: fc.double({ min: 0, max: 1, noNaN: true }),
  damage: fc.constantFrom(...DAMAGES),
  replaces: fc.boolean(),
}).map(({ bytes, place, damage, replaces }) => {
  const at = Math.floor(place * place * bytes.length);
  const behind = bytes.subarray(at + (replaces || damage === "" ? 1 : 0));
  return join(join(bytes.slice(0, at), latin1(damage)), behind);
});

Deno.test("createParser() finds flawless what Node accepts, and the other way round", async () => {
  await using node = serveBytes();
  const responses = fc.oneof(message, damaged, damaged);
  await fc.assert(
    fc.asyncProperty(responses, method, async (bytes, method) => {
      const ours = parse(bytes, method);
      const theirs = await node.ask(bytes, method);
      if (outcome(ours) === "flawless") assertEquals(opinion(ours), theirs);
      const start = text(bytes).indexOf("HTTP");
      const grave = ours.problems.filter(({ kind, offset }) =>
        offset >= start && !NODE_DOES_NOT_MIND.has(kind) &&
        !(kind.startsWith("content-in-") && isLineEnds(bytes.subarray(offset)))
      );
      if (theirs !== undefined) assertEquals(grave, []);
    }),
    { numRuns: RUNS },
  );
});

Deno.test("createParser() finds nothing wrong with a response to the letter", () => {
  fc.assert(fc.property(message, fc.integer({ min: 1, max: 9 }), (bytes, size) => {
    const response = parse(bytes, "GET", size);
    const { kind } = response.problems[0] ?? {};
    assertEquals(
      kind?.endsWith("-in-204") || kind === "content-in-304" ? undefined : kind,
      undefined,
    );
  }));
});

Deno.test("createParser() reads a damaged response alike in every cut", () => {
  fc.assert(fc.property(damaged, fc.integer({ min: 1, max: 9 }), (bytes, size) => {
    assertEquals(parse(bytes, "GET", size), parse(bytes, "GET"));
  }));
});

/** Line ends between two messages, which Node passes over. */
function isLineEnds(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x0d || byte === 0x0a);
}

function write(
  { status, reason, fields, body }: {
    status: number;
    reason: string;
    fields: [string, string][];
    body: { framing: "length" | "close" | "chunked"; parts: Uint8Array[] };
  },
): Uint8Array {
  const length = body.parts.reduce((sum, part) => sum + part.length, 0);
  const framing = {
    length: `Content-Length: ${length}\r\n`,
    close: "",
    chunked: "Transfer-Encoding: chunked\r\n",
  }[body.framing];
  const lines = fields.map(([name, value]) => `${name}: ${value}\r\n`).join("");
  const head = `HTTP/1.1 ${status} ${reason}\r\n${lines}${framing}\r\n`;
  const parts = body.framing === "chunked"
    ? [...body.parts.filter((part) => part.length > 0).map(chunk), latin1("0\r\n\r\n")]
    : body.parts;
  return parts.reduce(join, latin1(head));
}

function chunk(part: Uint8Array): Uint8Array {
  return join(join(latin1(`${part.length.toString(16)}\r\n`), part), latin1("\r\n"));
}

function parse(bytes: Uint8Array, method: string, size = bytes.length): Response {
  const parser = createParser({ requests: [method] });
  for (let at = 0; at < bytes.length; at += size) parser.push(bytes.slice(at, at + size));
  parser.end("end");
  const [response] = parser.result().responses;
  if (response === undefined) throw new Error("No response of no bytes");
  return response;
}

function opinion({ head, body }: Response): Opinion {
  return {
    status: head?.status ?? 0,
    fields: head?.fields.flatMap(({ name, value }) => [name, value]) ?? [],
    body: text(body.kept),
  };
}

/** A server that answers each request with the bytes that it is told to, and Node's client to ask it. */
function serveBytes(): {
  ask(bytes: Uint8Array, method: string): Promise<Opinion | undefined>;
} & AsyncDisposable {
  let answer = new Uint8Array();
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const serving = (async () => {
    for await (const connection of listener) {
      await connection.read(new Uint8Array(4096));
      for (let sent = 0; sent < answer.length;) {
        sent += await connection.write(answer.subarray(sent)).catch(() => answer.length);
      }
      await connection.closeWrite().catch(() => {});
      while (await connection.read(new Uint8Array(4096)).catch(() => null) !== null) {
        /* drained */
      }
      connection.close();
    }
  })();
  return {
    ask(bytes, method) {
      answer = bytes.slice();
      return askNode(listener.addr.port, method);
    },
    async [Symbol.asyncDispose]() {
      listener.close();
      await serving;
    },
  };
}

function askNode(port: number, method: string): Promise<Opinion | undefined> {
  return new Promise((resolve) => {
    const request = http.request({ host: "127.0.0.1", port, method, agent: false }, (response) => {
      const parts: Uint8Array[] = [];
      response.on("data", (part: Uint8Array) => parts.push(part));
      response.on("error", () => resolve(undefined));
      response.on("end", () =>
        resolve({
          status: response.statusCode ?? 0,
          fields: response.rawHeaders,
          body: text(parts.reduce(join, new Uint8Array())),
        }));
    });
    request.on("error", () => resolve(undefined));
    request.end();
  });
}

function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
