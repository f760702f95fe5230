import { listMembers } from "../../../lib/http/mod.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { Mismatch, NotApplicable, Tolerable } from "../../../lib/wire/mismatch.ts";
import { expectFound } from "../content/expect_file.ts";
import type { Dialogue, Exchange } from "../dialogue.ts";
import { expectServed } from "../answer.ts";
import { type Http, type HttpCheck, httpCheck } from "../http_check.ts";
import { inShort, needKeepAlive } from "../learn.ts";
import { plainFile } from "../pick.ts";
import type { RequestParts } from "../request.ts";
import { rfc } from "../sources.ts";
import type { Level } from "../../../lib/check.ts";

/** Two requests on one connection. */
export const keepAlive = httpCheck({
  id: "http/connection/ka-default",
  title: "Answers a second request on the same connection",
  level: "standard",
  must:
    "Answer a second request on a connection of HTTP/1.1, or say Connection: close with the first answer.",
  why:
    "A page with ten pictures is fetched over one connection: loop back to reading the next request.",
  sources: [rfc("9112 §9.3")],
  byHand: {
    run:
      "curl -m 3 -so /dev/null -so /dev/null -w '%{num_connects}\\n' http://{host}:{port}/ http://{host}:{port}/",
    right: "1\n0",
  },
  async run(http) {
    const file = plainFile(http.run);
    const dialogue = await http.open();
    await dialogue.send(http.request({ connection: null }), { file });
    await dialogue.read();
    const first = dialogue.exchange();
    if (dialogue.complete < 1 || dialogue.ending !== "open" || saysClose(first)) {
      expectFound(first, file);
      http.run.keepsAlive = false;
      return;
    }
    await dialogue.send(http.request(), { file });
    await dialogue.read();
    const second = dialogue.exchange(1);
    http.run.keepsAlive = dialogue.complete === 2;
    if (!second.response && dialogue.ending !== "open") return; // closed: told by ka-close-announced
    expectFound(second, file, "A second GET on the same connection");
  },
});

/** Who closes must say so. */
export const closeAnnounced = httpCheck({
  id: "http/connection/ka-close-announced",
  title: "Says so where it closes the connection",
  level: "standard",
  must: "Send Connection: close with an answer of HTTP/1.1 behind which the connection is closed.",
  why: "Without it the client may already have sent its next request, which is lost.",
  sources: [rfc("9112 §9.3"), rfc("9112 §9.6")],
  async run(http) {
    const dialogue = await http.open();
    await dialogue.send(http.request({ connection: null }));
    await dialogue.read();
    const exchange = dialogue.exchange();
    expectServed(exchange, "A GET");
    const { head } = exchange.response ?? {};
    if (head?.version === "HTTP/1.0") {
      throw new NotApplicable("An answer of HTTP/1.0 ends the connection as it is");
    }
    if (dialogue.ending === "open") await dialogue.send(http.request());
    await dialogue.read();
    if (dialogue.ending === "open" || dialogue.complete > 1 || saysClose(exchange)) return;
    throw new Mismatch("The connection was closed behind an answer that didn't say so", {
      evidence: "ending",
      expected: "Connection: close in the head, or an open connection",
      observed: "neither",
    });
  },
});

interface Closing {
  readonly name: string;
  readonly title: string;
  readonly level: Level;
  readonly must: string;
  readonly why: string;
  readonly sections: readonly string[];
  readonly asked: string;
  readonly parts: RequestParts;
}

const CLOSING: readonly Closing[] = [
  {
    name: "close-honoured",
    title: "Closes the connection when asked to",
    level: "standard",
    must: "Close the connection behind the answer to a request with Connection: close.",
    why: "The client said that nothing more will come, and waits for the end: close() the socket.",
    sections: ["9112 §9.6"],
    asked: "Connection: close",
    parts: { connection: "close" },
  },
  {
    name: "close-case",
    title: "Understands Connection: Close in any case",
    level: "standard",
    must: "Take Close and CLOSE for close: the options of Connection know no case.",
    why: 'strcmp(value, "close") overlooks it: strcasecmp() doesn\'t.',
    sections: ["9110 §7.6.1"],
    asked: "Connection: Close",
    parts: { connection: "Close" },
  },
  {
    name: "close-token",
    title: "Finds close in a list of options",
    level: "strict",
    must: "Close the connection behind a request with Connection: foo, CLOSE.",
    why: "Connection is a list with commas; close may be any member of it, in any case.",
    sections: ["9112 §9.6", "9110 §7.6.1"],
    asked: "Connection: foo, CLOSE",
    parts: { connection: "foo, CLOSE" },
  },
  {
    name: "http10-closes",
    title: "Closes the connection of a client of HTTP/1.0",
    level: "standard",
    must: "Close the connection behind the answer to HTTP/1.0, unless it asked for keep-alive.",
    why: "A client of HTTP/1.0 may take the end of the connection for the end of the page.",
    sections: ["9112 §9.3"],
    asked: "a request of HTTP/1.0",
    parts: { version: "HTTP/1.0", connection: null },
  },
];

/** Requests behind which the server must close. */
export const closings: readonly HttpCheck[] = CLOSING.map((row) =>
  httpCheck({
    id: `http/connection/${row.name}`,
    title: row.title,
    level: row.level,
    must: row.must,
    why: row.why,
    sources: row.sections.map(rfc),
    async run(http) {
      const dialogue = await http.open();
      await dialogue.send(http.request(row.parts));
      await dialogue.read();
      expectServed(dialogue.exchange(), `A GET with ${row.asked}`);
      await expectClosed(http, dialogue, `behind the answer to ${row.asked}`);
    },
  })
);

/** Expects the server to close by itself. */
export async function expectClosed(http: Http, dialogue: Dialogue, where: string): Promise<void> {
  const startMs = http.context.now();
  await dialogue.readToEnd();
  if (dialogue.ending !== "open") return;
  throw new Mismatch(`The connection stayed open ${where}`, {
    evidence: "silence",
    expected: "the end of the connection, from the server's side",
    observed: `an open connection for ${seconds(http.context.now() - startMs)}`,
  });
}

/** That the end is announced to those who asked for it, too. */
export const closeEchoed = httpCheck({
  id: "http/connection/close-echoed",
  title: "Answers Connection: close by the same",
  level: "strict",
  must: "Send Connection: close with the last answer on a connection.",
  why: "It tells the client that it was understood.",
  sources: [rfc("9112 §9.6")],
  byHand: {
    run:
      "curl -m 3 -si -H 'Connection: close' http://{host}:{port}/ | grep -ic '^connection: close'",
    right: "1",
  },
  async run(http) {
    const exchange = await http.ask({ connection: "close" });
    expectServed(exchange, "A GET with Connection: close");
    if (saysClose(exchange) || exchange.response?.head?.version === "HTTP/1.0") return;
    throw new Mismatch("The answer to Connection: close doesn't say close itself", {
      evidence: "bytes",
      expected: "Connection: close",
      observed: "no such field",
    });
  },
});

/** That the last request is the last. */
export const closeNoMore = httpCheck({
  id: "http/connection/close-no-more",
  title: "Takes no request behind Connection: close",
  level: "strict",
  must: "Answer nothing that comes behind a request with Connection: close.",
  why: "The client said that this was its last request; what follows is none of its own.",
  sources: [rfc("9112 §9.6")],
  async run(http) {
    const file = plainFile(http.run);
    const last = http.request({ isHostile: true });
    const dialogue = await http.open();
    await dialogue.send(last, { file, upTo: 0 });
    await dialogue.send(last, { upTo: 0 });
    const both = new Uint8Array(last.bytes.length * 2);
    both.set(last.bytes);
    both.set(last.bytes, last.bytes.length);
    await dialogue.sendBytes(both);
    await dialogue.read();
    expectFound(dialogue.exchange(), file, "A GET with Connection: close");
    if (dialogue.responses.length < 2) return;
    throw new Mismatch("A request behind one with Connection: close was answered", {
      evidence: "bytes",
      expected: "one answer, and the end of the connection",
      observed: `a second answer: ${inShort(dialogue.exchange(1))}`,
    });
  },
});

const HUNDRED = 100;
/** So many will do where they take longer than this, in milliseconds. */
const ENOUGH = 10;
const ENOUGH_MS = 400;

/** A long conversation. */
export const hundred = httpCheck({
  id: "http/connection/ka-100",
  title: `Answers ${HUNDRED} requests on one connection`,
  level: "strict",
  must: `Answer ${HUNDRED} requests, one after another, on one connection.`,
  why: "What is left over from one request must not get in the way of the next.",
  sources: [rfc("9112 §9.3")],
  async run(http) {
    await needKeepAlive(http);
    http.context.afford({ exchanges: HUNDRED });
    const file = plainFile(http.run);
    const dialogue = await http.open();
    const startMs = http.context.now();
    for (let i = 0; i < HUNDRED; i++) {
      if (i >= ENOUGH && http.context.now() - startMs > ENOUGH_MS) return;
      await dialogue.send(http.request({ connection: null }), { file });
      await dialogue.read();
      const exchange = dialogue.exchange(i);
      if (dialogue.ending !== "open" && !exchange.response) {
        throw new Tolerable(
          `The connection was closed behind ${i} answers, which will do (RFC 9112 §9.3)`,
          {
            evidence: "ending",
            expected: `${HUNDRED} answers`,
            observed: `${i} answers`,
          },
        );
      }
      expectFound(exchange, file, `Request ${i + 1} of ${HUNDRED} on one connection`);
    }
  },
});

/** Several requests in one write. */
export const pipeline = httpCheck({
  id: "http/connection/pipeline-order",
  title: "Answers requests that come together, in their order",
  level: "standard",
  must: "Answer three requests that come in one segment, each of them and in their order.",
  why: "What recv() brought beyond the first request is the next one: keep it.",
  sources: [rfc("9112 §9.3.2")],
  after: ["http/content/get-404"],
  byHand: {
    run:
      "printf 'GET / HTTP/1.1\\r\\nHost: {host}\\r\\n\\r\\nGET / HTTP/1.1\\r\\nHost: {host}\\r\\nConnection: close\\r\\n\\r\\n' | nc -w 1 {host} {port} | grep -c '^HTTP/1.1 200'",
    right: "2",
  },
  async run(http) {
    await needKeepAlive(http);
    const file = plainFile(http.run);
    const other = http.run.files.find(({ path, bytes }) =>
      path !== file.path && bytes.length > 0 && bytes.length < 65_536 && /^[\w/.-]+$/.test(path)
    ) ?? file;
    const asked = [file, other, file];
    const dialogue = await http.open();
    const requests = asked.map(({ path }, i) =>
      http.request({ target: `/${path}`, connection: i === 2 ? "close" : null })
    );
    for (const [i, request] of requests.entries()) {
      await dialogue.send(request, { file: asked[i], upTo: 0 });
    }
    const all = new Uint8Array(requests.reduce((sum, { bytes }) =>
      sum + bytes.length, 0));
    let at = 0;
    for (const { bytes } of requests) {
      all.set(bytes, at);
      at += bytes.length;
    }
    await dialogue.sendBytes(all);
    await dialogue.read();
    for (const [i, due] of asked.entries()) {
      const exchange = dialogue.exchange(i);
      if (i > 0 && !exchange.response && saysClose(dialogue.exchange(i - 1))) return;
      expectFound(exchange, due, `Request ${i + 1} of three in one segment`);
    }
  },
});

/** A protocol that nobody offered. */
export const upgradeIgnored = httpCheck({
  id: "http/connection/upgrade-ignored",
  title: "Switches to no protocol that it doesn't know",
  level: "strict",
  must: "Answer a request with Upgrade: foo/9 as if the field were not there.",
  why: "101 would mean that both sides speak foo/9 from here on.",
  sources: [rfc("9110 §7.8")],
  async run(http) {
    const file = plainFile(http.run);
    const fields = ["Upgrade: foo/9"];
    const exchange = await http.ask({ fields, connection: "Upgrade, close" }, { file });
    expectFound(exchange, file, "A GET with Upgrade: foo/9");
  },
});

/** Whether an answer says that the connection ends behind it. */
export function saysClose({ response }: Exchange): boolean {
  const { fields = [], version } = response?.head ?? {};
  const tokens = listMembers(fields, "Connection");
  return tokens.includes("close") || (version === "HTTP/1.0" && !tokens.includes("keep-alive"));
}
