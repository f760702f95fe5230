import { indexOfBytes } from "../../../lib/bytes/compare.ts";
import { excerpt } from "../../../lib/bytes/text.ts";
import type { SiteFile } from "../../../lib/site/site.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { evidenceOf, gotWords } from "../answer.ts";
import type { Dialogue, Exchange } from "../dialogue.ts";
import { type Http, httpCheck } from "../http_check.ts";
import { plainFile } from "../pick.ts";
import type { Request } from "../request.ts";
import { rfc } from "../sources.ts";

/** So many of a file's first bytes are no accident. */
const SAMPLE_BYTES = 24;

/** The first exchange with a server: whatever has to do with HTTP or with the files is an answer. */
export const answers = httpCheck({
  id: "http/reach/answers",
  title: "Accepts a connection and answers a GET",
  level: "core",
  must: "Listen on the port, accept a connection, and answer a GET with a response of HTTP.",
  why: "Every other check asks for something over a connection like this one.",
  sources: [rfc("9110 §9.3.1"), rfc("9112 §2")],
  byHand: { run: "curl -m 3 -si http://{host}:{port}/ | head -1", right: "HTTP/1.1 200 OK" },
  async run(http) {
    const { context } = http;
    const file = plainFile(http.run);
    let last: Exchange | null = null;
    for (const request of [http.request({ target: "/" }), http.request()]) {
      const sentMs = context.now();
      const dialogue = await http.open();
      const exchange = await firstBytes(http, { dialogue, request });
      if (isHttp(exchange, file)) {
        return context.learn({ latencyMs: context.now() - sentMs });
      }
      last ??= exchange;
      if (exchange.ending === "open" && !exchange.response) await failIfLate(dialogue, exchange);
      if (exchange.ending === "open" || exchange.response) break;
    }
    if (last) throw mismatch(last);
  },
});

/** Sends a request and reads the head of what comes. */
async function firstBytes(
  { context }: Http,
  { dialogue, request }: { dialogue: Dialogue; request: Request },
): Promise<Exchange> {
  await dialogue.send(request);
  const seen = await dialogue.peer.receive(1, context.patienceMs / 2);
  dialogue.take(seen);
  if (seen.bytes.length > 0) await dialogue.readHead();
  const exchange = dialogue.exchange();
  return { ...exchange, silentMs: seen.bytes.length > 0 ? exchange.silentMs : seen.silentMs };
}

/** Tells of a server that answers only once the client has ended its side. */
async function failIfLate(dialogue: Dialogue, early: Exchange): Promise<void> {
  await dialogue.peer.halfClose();
  dialogue.take(await dialogue.peer.receive(1, early.silentMs));
  if (!dialogue.exchange().response) return;
  throw new Mismatch("The answer came only after the client had ended its side of the connection", {
    evidence: "silence",
    expected: "an answer as soon as the empty line behind the request's head has come",
    observed: `${gotWords(early).replace(/^got /, "")}, then an answer behind the half-close`,
  });
}

/** Whether an answer has to do with HTTP, or at least with the files. */
function isHttp({ response }: Exchange, file: SiteFile): boolean {
  if (!response) return false;
  if (response.head) return true;
  const { kept } = response.body;
  const text = new TextDecoder("latin1").decode(kept.subarray(0, 512));
  if (/^(?:GET|POST|HEAD) /.test(text)) return false; // our own words
  if (/HTTP\/\d|^content-(?:type|length):|<html|<!doctype/im.test(text)) return true;
  return indexOfBytes(kept, file.bytes.subarray(0, SAMPLE_BYTES)) >= 0;
}

function mismatch(exchange: Exchange): Mismatch {
  const { response } = exchange;
  const message = response ? "What came back is no answer of HTTP" : `A GET ${gotWords(exchange)}`;
  return new Mismatch(message, {
    evidence: evidenceOf(exchange),
    expected: 'a response that begins with a status line, as "HTTP/1.1 200 OK"',
    observed: response ? excerpt(response.body.kept) : gotWords(exchange).replace(/^got /, ""),
  });
}
