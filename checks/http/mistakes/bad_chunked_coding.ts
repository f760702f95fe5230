import {
  allExchanges,
  exchangesOf,
  hasProblem,
  problemsOf,
  type WebExchange,
} from "../../../lib/diagnose/web/exchange.ts";
import { isNamed, observedStatus } from "../../../lib/diagnose/web/failing.ts";
import { tellsOf, webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { latin1 } from "../../../lib/serve/web/request.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

const KINDS = [
  "chunk-size",
  "chunk-extension",
  "chunk-data-end",
  "chunk-shorter",
  "no-last-chunk",
  "trailers-not-ended",
] as const;
/** Groups whose checks read content, and are not about anything else. */
const READERS = ["reach", "content", "files", "format", "connection", "concurrency", "range"];

/** Answers in chunks, as `chunk` writes one; the last chunk is behind them all. */
function inChunks(
  chunk: (text: string) => string,
  { last = "0\r\n\r\n" }: { readonly last?: string } = {},
) {
  return web({
    announced: () => null,
    head: (lines) => RIGHT.head([...lines, "Transfer-Encoding: chunked"]),
    frame(content) {
      const text = Array.from(content, (byte) => String.fromCharCode(byte)).join("");
      const pieces = text.match(/[^]{1,3000}/g) ?? [];
      return latin1(pieces.map(chunk).join("") + last);
    },
  });
}

const hex = (text: string) => text.length.toString(16);

/** Chunks whose sizes or ends are not as the coding wants them. */
export const badChunkedCoding = webMistake({
  id: "bad-chunked-coding",
  kind: "mistake",
  title: "The chunks of an answer are malformed",
  shows:
    "a chunk's size isn't the hexadecimal number of its bytes, or a line end or the last chunk is missing",
  why:
    "Each chunk is its size in hexadecimal digits, CR LF, that many bytes, CR LF; a chunk of size 0 and an empty line end it all. A client counts by these sizes: after one wrong size all that follows is noise.",
  code: {
    c: {
      wrong:
        'dprintf(client, "%zu\\r\\n", n);   /* 10 bytes are a, not 10 */\nsend(client, buf, n, 0);',
      right:
        'dprintf(client, "%zx\\r\\n", n);\nsend(client, buf, n, 0);\nsend(client, "\\r\\n", 2, 0);   /* and "0\\r\\n\\r\\n" behind the last one */',
    },
    python: {
      wrong: 'client.sendall(b"%d\\r\\n" % len(piece) + piece + b"\\r\\n")',
      right: 'client.sendall(b"%x\\r\\n" % len(piece) + piece + b"\\r\\n")',
    },
    javascript: {
      wrong: "socket.write(`${piece.length}\\r\\n`);",
      right: "socket.write(`${piece.length.toString(16)}\\r\\n`);",
    },
  },
  byHand: { run: "curl -m 3 -so /dev/null http://{host}:{port}/; echo $?", right: "0" },
  recognise: webRecogniser((run) => {
    const shows = (one: WebExchange) => hasProblem(one, ...KINDS) || hasBareLf(one);
    const shown = allExchanges(run).filter(shows);
    if (shown.length === 0) return null;
    const isTold = tellsOf(shown.flatMap(({ response }) => response!.problems));
    return {
      explains: (seen) =>
        !isNamed(seen, "resp-no-te-http10") && READERS.includes(seen.group) &&
        (isTold(seen) ||
          (observedStatus(seen) === null && exchangesOf(seen).some(shows))),
    };
  }),
  serve: inChunks((text) => `${text.length}\r\n${text}\r\n`),
  variants: {
    "no-last-chunk": inChunks((text) => `${hex(text)}\r\n${text}\r\n`, { last: "" }),
    "no-line-end": inChunks((text) => `${hex(text)}\r\n${text}`),
    "no-empty-line": inChunks((text) => `${hex(text)}\r\n${text}\r\n`, { last: "0\r\n" }),
    "line-end-counted": inChunks((text) => `${(text.length + 2).toString(16)}\r\n${text}\r\n`),
    "with-0x": inChunks((text) => `0x${hex(text)}\r\n${text}\r\n`),
    "lf-alone": inChunks((text) => `${hex(text)}\n${text}\n`, { last: "0\n\n" }),
    "not-chunked": web({
      announced: () => null,
      head: (lines) => RIGHT.head([...lines, "Transfer-Encoding: chunked"]),
    }),
  },
});

/** Whether a line between the chunks ends in LF alone. */
function hasBareLf(exchange: WebExchange): boolean {
  const { framing, offset } = exchange.response?.body ?? {};
  return framing === "chunked" &&
    problemsOf(exchange, ["lf-without-cr"]).some((problem) => problem.offset >= offset!);
}
