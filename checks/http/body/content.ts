import type { Level } from "../../../lib/check.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { between, closed, type Due, judgeAnswer, refused, served, status } from "../answer.ts";
import { interimOf } from "../dialogue.ts";
import { type Http, type HttpCheck, httpCheck } from "../http_check.ts";
import { chunkedMethod, contentMethod, inShort } from "../learn.ts";
import { plainFile } from "../pick.ts";
import type { RequestParts } from "../request.ts";
import { expectTwin } from "../rejections/rejection.ts";
import { chunked, CONTENT, latin1, PROPER } from "../request.ts";
import { rfc } from "../sources.ts";
import { decoy, expectInSync } from "./framing.ts";

/** Taken, or refused for what it is: both leave the next request where it stands. */
const TAKEN: Due = { complies: [served("9110 §15.3"), refused("9110 §15.5")] };
const SERVED: Due = { complies: [served("9112 §7.1")] };
const SYNC_WHY =
  "What isn't read of the content is taken for the next request: read it to its end, or close the connection.";

interface SyncRow {
  readonly name: string;
  readonly title: string;
  readonly level: Level;
  readonly must: string;
  readonly sections: readonly string[];
  readonly asked: string;
  readonly parts: (http: Http) => RequestParts;
  /** Whether it shows only where chunked content is taken at all. */
  readonly needsChunks?: boolean;
}

const ROWS: readonly SyncRow[] = [
  {
    name: "post-unread-body",
    title: "Takes the content of a POST for no request",
    level: "standard",
    must: "Read the content of a POST to its end, or close the connection behind the answer.",
    sections: ["9112 §9.3"],
    asked: "A POST with content",
    parts: (http) => ({ method: "POST", ...withLength(decoy(http)) }),
  },
  {
    name: "get-body-in-sync",
    title: "Takes the content of a GET for no request",
    level: "standard",
    must: "Read the content of a GET to its end, or refuse it and close the connection.",
    sections: ["9112 §9.3", "9112 §6.3"],
    asked: "A GET with content",
    parts: (http) => withLength(decoy(http)),
  },
  {
    name: "acc-chunked",
    title: "Takes chunked content to its end",
    level: "standard",
    must: "Read chunked content to its last chunk, or refuse it with 405, 411 or 501.",
    sections: ["9112 §7.1"],
    asked: "A request with chunked content",
    parts: (http) => ({ method: "POST", ...inChunks(chunked(decoy(http))) }),
  },
  {
    name: "get-chunked-in-sync",
    title: "Takes the chunked content of a GET for no request",
    level: "standard",
    must: "Read the chunked content of a GET to its end, or refuse it and close the connection.",
    sections: ["9112 §7.1", "9112 §9.3"],
    asked: "A GET with chunked content",
    parts: (http) => inChunks(chunked(decoy(http))),
  },
  {
    name: "acc-chunk-ext",
    title: "Ignores what stands behind a chunk's size",
    level: "strict",
    must: 'Ignore the extension of a chunk size, as in "5;a=b".',
    sections: ["9112 §7.1.1"],
    asked: "A request with a chunk extension",
    needsChunks: true,
    parts: () => inChunks("5;a=b\r\nhello\r\n0\r\n\r\n"),
  },
  {
    name: "acc-trailer",
    title: "Reads the fields behind the last chunk",
    level: "strict",
    must: "Read trailer fields behind the last chunk up to the empty line.",
    sections: ["9112 §7.1.2"],
    asked: "A request with a trailer field",
    needsChunks: true,
    parts: () => inChunks("5\r\nhello\r\n0\r\nX-After: 1\r\n\r\n"),
  },
  {
    name: "acc-chunk-hex-case",
    title: "Reads chunk sizes as hexadecimal numbers",
    level: "strict",
    must: "Take the chunk sizes A and a for ten.",
    sections: ["9112 §7.1"],
    asked: "A request with chunks of size A and a",
    needsChunks: true,
    parts: () => inChunks("A\r\n0123456789\r\na\r\n0123456789\r\n0\r\n\r\n"),
  },
  {
    name: "acc-many-chunks",
    title: "Reads many chunks, and ones whose content looks like an end",
    level: "strict",
    must: "Count the bytes of each chunk: what looks like the last one may be content.",
    sections: ["9112 §7.1"],
    asked: "A request with a last chunk among its content",
    needsChunks: true,
    parts: () => inChunks(`${"1\r\nx\r\n".repeat(20)}5\r\n0\r\n\r\n\r\n0\r\n\r\n`),
  },
];

/** Requests with content, each with a GET behind it that must be found. */
export const inSync: readonly HttpCheck[] = ROWS.map((row) =>
  httpCheck({
    id: `http/body/${row.name}`,
    title: row.title,
    level: row.level,
    must: row.must,
    why: SYNC_WHY,
    sources: row.sections.map(rfc),
    async run(http) {
      const file = plainFile(http.run);
      const { asked, needsChunks = false } = row;
      const method = needsChunks ? { method: await chunkedMethod(http) } : {};
      const parts = { ...row.parts(http), ...method };
      const due = needsChunks ? SERVED : TAKEN;
      await expectInSync(http, { parts, asked, due, file });
      await expectTwin(http, { file, parts: {} });
    },
  })
);

function withLength(content: string): RequestParts {
  return { fields: [`Content-Length: ${content.length}`], content };
}

function inChunks(content: string): RequestParts {
  return { fields: ["Transfer-Encoding: chunked"], content };
}

/** A POST as such. */
export const post = httpCheck({
  id: "http/body/post-cl-body",
  title: "Answers a POST with content",
  level: "standard",
  must: "Answer a POST once its content is there: with a success, or with 405 or 501.",
  why:
    "Content-Length says how much there is: a server that reads to the end of the stream waits for ever.",
  sources: [rfc("9110 §9.3.3"), rfc("9112 §6.3")],
  byHand: {
    run: "curl -m 3 -so /dev/null -w '%{http_code}\\n' -d hello http://{host}:{port}/",
    right: "405, 501, or 200",
  },
  async run(http) {
    const file = plainFile(http.run);
    const exchange = await http.ask({ method: "POST", ...PROPER.length });
    judgeAnswer(exchange, {
      complies: [between("9110 §15.3", 200, 299), status("9110 §9.1", 405, 501)],
      tolerable: [between("9110 §15.4", 300, 399), between("9110 §15.5", 400, 499)],
    }, "A POST with 5 bytes of content");
    await expectTwin(http, { file, parts: {} });
  },
});

/** A client that waits to be told to go on. */
export const expectContinue = httpCheck({
  id: "http/body/expect-100",
  title: "Doesn't wait for content that the client holds back",
  level: "strict",
  must:
    "Answer Expect: 100-continue with 100, or with the final answer, before the content is there.",
  why: "Client and server wait for each other otherwise: curl does so before a large upload.",
  sources: [rfc("9110 §10.1.1")],
  async run(http) {
    const asked = "A POST with Expect: 100-continue";
    const request = http.request({
      method: "POST",
      fields: [`Content-Length: ${CONTENT.length}`, "Expect: 100-continue"],
    });
    const dialogue = await http.open();
    await dialogue.send(request);
    await dialogue.readHead();
    if (!dialogue.exchange().response?.head && interimOf(dialogue.exchange().response).length > 0) {
      await dialogue.sendBytes(latin1(CONTENT));
    }
    await dialogue.read();
    judgeAnswer(dialogue.exchange(), {
      complies: [between("9110 §10.1.1", 200, 599)],
    }, asked);
    await dialogue.leave();
    await expectTwin(http, { file: plainFile(http.run), parts: {} });
  },
});

/** The same from a client that knows no interim answers. */
export const expectOld = httpCheck({
  id: "http/body/expect-http10",
  title: "Sends no 100 to a client of HTTP/1.0",
  level: "strict",
  must: "Ignore Expect in a request of HTTP/1.0.",
  why: "HTTP/1.0 has no interim answers: such a client takes the 100 for the answer itself.",
  sources: [rfc("9110 §10.1.1"), rfc("9110 §15.2")],
  async run(http) {
    const exchange = await http.ask({
      method: "POST",
      version: "HTTP/1.0",
      fields: [`Content-Length: ${CONTENT.length}`, "Expect: 100-continue"],
      content: CONTENT,
      connection: null,
    });
    judgeAnswer(
      exchange,
      { complies: [between("9110 §10.1.1", 200, 599)] },
      "A POST of HTTP/1.0 with Expect",
    );
    await expectTwin(http, { file: plainFile(http.run), parts: {} });
    if (interimOf(exchange.response).length === 0) return;
    throw new Mismatch("An interim answer came to a client of HTTP/1.0", {
      evidence: "bytes",
      expected: "the final answer alone",
      observed: `${interimOf(exchange.response).join(", ")}, then ${inShort(exchange)}`,
    });
  },
});

/** Content that breaks off. */
export const undersent = httpCheck({
  id: "http/body/cl-undersend",
  title: "Comes to an end where the content breaks off",
  level: "strict",
  must: "Answer or close where a client ends its side before all of its content has come.",
  why: "recv() returns 0 for ever from there on: a loop that doesn't look never ends.",
  sources: [rfc("9112 §6.3"), rfc("9112 §8")],
  async run(http) {
    const method = await contentMethod(http);
    const parts = { method, fields: ["Content-Length: 10"], content: "four", isHostile: true };
    const dialogue = await http.open();
    await dialogue.send(http.request({ ...parts, connection: null }));
    await dialogue.peer.halfClose();
    await dialogue.read();
    await dialogue.leave();
    judgeAnswer(dialogue.exchange(), {
      complies: [refused("9112 §8"), closed("9112 §8"), served("9110 §15.3")],
    }, "A request whose content breaks off");
    await expectTwin(http, { file: plainFile(http.run), parts: {} });
  },
});
