import { type SiteFile, targetOf } from "../../../lib/site/site.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import type { Level } from "../../../lib/check.ts";
import { expectFound } from "../content/expect_file.ts";
import { inShort } from "../learn.ts";
import { type Http, type HttpCheck, httpCheck } from "../http_check.ts";
import { plainFile } from "../pick.ts";
import type { Request } from "../request.ts";
import { rfc } from "../sources.ts";

const RECV_WHY =
  "One recv() is not one request: TCP may cut it anywhere. Read on until the empty line has come.";
const GAP_MS = 25;
const BYTE_GAP_MS = 2;

/** A request in four segments. */
export const splitSegments = httpCheck({
  id: "http/requests/acc-split-segments",
  title: "Takes a request that comes in four pieces",
  level: "core",
  must: "Answer a request whose bytes come in several segments, once all of them are there.",
  why: RECV_WHY,
  sources: [rfc("9112 §2.2")],
  byHand: {
    run:
      "(printf 'GET / HT'; sleep 0.2; printf 'TP/1.1\\r\\nHo'; sleep 0.2; printf 'st: {host}\\r\\nConnection: close\\r\\n\\r\\n') | nc -w 1 {host} {port} | head -1",
    right: "HTTP/1.1 200 OK",
  },
  async run(http) {
    const { bytes } = http.request();
    const cuts = [2, bytes.indexOf(0x20, 5) + 3, bytes.length - 12];
    await expectWhole(http, { cuts, gapMs: GAP_MS, asked: "A GET in four pieces" });
  },
});

/** A request in single bytes. */
export const byteByByte = httpCheck({
  id: "http/requests/acc-byte-by-byte",
  title: "Takes a request that comes byte by byte",
  level: "core",
  must: "Answer a request each byte of which comes in a segment of its own.",
  why: RECV_WHY,
  sources: [rfc("9112 §2.2")],
  async run(http) {
    const { bytes } = shortRequest(http);
    const cuts = Array.from({ length: bytes.length - 1 }, (_, i) => i + 1);
    await expectWhole(http, { cuts, gapMs: BYTE_GAP_MS, asked: "A GET byte by byte" });
  },
});

/** A request cut in its very last line end. */
export const splitLineEnd = httpCheck({
  id: "http/requests/acc-split-crlfcrlf",
  title: "Finds the empty line also where it is cut in two",
  level: "core",
  must:
    "Answer a request whose last CR and LF come in different segments, behind the LF and not before.",
  why:
    `${RECV_WHY} Look for \\r\\n\\r\\n in all that has come so far, not in the last piece alone.`,
  sources: [rfc("9112 §2.2")],
  async run(http) {
    const { length } = http.request().bytes;
    for (const back of [1, 2, 3]) {
      await expectWhole(http, {
        cuts: [length - back],
        gapMs: GAP_MS,
        asked: `A GET cut ${back} ${back === 1 ? "byte" : "bytes"} before its end`,
      });
    }
  },
});

interface Cut {
  readonly cuts: readonly number[];
  readonly gapMs: number;
  readonly asked: string;
}

/** Sends a request in pieces, and expects the file that it asks for. */
async function expectWhole(http: Http, { cuts, gapMs, asked }: Cut): Promise<void> {
  const file = plainFile(http.run);
  const request = cuts.length > 10 ? shortRequest(http) : http.request();
  const ends = [...cuts, request.bytes.length];
  const pieces = ends.map((end, i) => request.bytes.subarray(ends[i - 1] ?? 0, end));
  const exchange = await http.ask(request, { file, pieces, gapMs });
  expectFound(exchange, file, asked);
}

/** A request of few bytes, so that one segment a byte takes no time. */
function shortRequest(http: Http): Request {
  return http.request({ host: "a", connection: null });
}

interface Early {
  readonly name: string;
  readonly title: string;
  readonly level: Level;
  readonly words: string;
  /** Where the first part ends, in the bytes of the request. */
  readonly cut: (bytes: Uint8Array) => number;
}

const EARLY: readonly Early[] = [
  {
    name: "no-early-answer-1",
    title: "Waits for the rest of a request line",
    level: "standard",
    words: "half the request line",
    cut: (bytes) => bytes.indexOf(0x0d) - 5,
  },
  {
    name: "no-early-answer-2",
    title: "Waits for the rest of a header field",
    level: "standard",
    words: "the request line and half a field",
    cut: (bytes) => bytes.indexOf(0x0a) + 8,
  },
  {
    name: "no-early-answer-3",
    title: "Waits for the last LF",
    level: "standard",
    words: "all but the last LF",
    cut: (bytes) => bytes.length - 1,
  },
];

/** How long an answer that comes too early is waited for, in milliseconds. */
const LISTEN_MS = 60;

/** Requests that stop in the middle for a while: no answer before the rest, the right one behind it. */
export const earlyAnswers: readonly HttpCheck[] = EARLY.map(({ name, title, level, words, cut }) =>
  httpCheck({
    id: `http/requests/${name}`,
    title,
    level,
    must: "Answer a request only once its head has come to its end.",
    why: "What is still to come may change what the request means: a Host, a length, a password.",
    sources: [rfc("9110 §5.3"), rfc("9112 §2.2")],
    async run(http) {
      const file: SiteFile = plainFile(http.run);
      const request = http.request({ target: targetOf(file) });
      const at = cut(request.bytes);
      const dialogue = await http.open();
      await dialogue.send(request, { file, upTo: at });
      const early = await dialogue.listen(LISTEN_MS + 3 * http.context.facts.latencyMs);
      if (early > 0 || dialogue.ending !== "open") {
        const seen = inShort(dialogue.exchange());
        throw new Mismatch(
          `${words} was answered before the rest of the request had come`.replace(
            /^./,
            (c) => c.toUpperCase(),
          ),
          {
            evidence: early > 0 ? "bytes" : "ending",
            expected: "nothing before the empty line",
            observed: seen,
          },
        );
      }
      await dialogue.sendBytes(request.bytes.subarray(at));
      await dialogue.read();
      await dialogue.leave();
      expectFound(dialogue.exchange(), file, `A GET that paused behind ${words}`);
    },
  })
);

/** The one check that half-closes before it has the answer. */
export const halfClose = httpCheck({
  id: "http/requests/acc-half-close",
  title: "Answers a client that is done sending",
  level: "strict",
  must:
    "Answer a request also where the client has ended its side behind it, and is still reading.",
  why: "recv() returning 0 says that nothing more will come, not that nobody listens.",
  sources: [rfc("9112 §9.6")],
  byHand: {
    run:
      "printf 'GET / HTTP/1.1\\r\\nHost: {host}\\r\\n\\r\\n' | nc -N -w 1 {host} {port} | head -1",
    right: "HTTP/1.1 200 OK",
  },
  async run(http) {
    const file = plainFile(http.run);
    const dialogue = await http.open();
    await dialogue.send(http.request(), { file });
    await dialogue.peer.halfClose();
    await dialogue.read();
    expectFound(dialogue.exchange(), file, "A GET with a half-close behind it");
  },
});
