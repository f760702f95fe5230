import { isFailed, isNamed, wasError } from "../../../lib/diagnose/web/failing.ts";
import { webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { LONG_HEADS } from "./buffer_too_small.ts";
import { web, webMistake } from "../web_mistake.ts";

const PIECES = ["acc-split-*", "acc-byte-by-byte", "no-early-answer-*"];

/** What one recv() gave is taken for the whole request. */
export const oneRecvOneMessage = webMistake({
  id: "one-recv-one-message",
  kind: "mistake",
  title: "One recv() is taken for one request",
  shows: "a request that comes in pieces is answered before it is whole, or wrongly",
  why:
    "TCP carries a stream of bytes: a request may come in any number of pieces, and recv() gives what is there. Read on until the empty line, \\r\\n\\r\\n, has come.",
  code: {
    c: {
      wrong: "n = recv(client, buf, sizeof buf - 1, 0);\nbuf[n] = '\\0';\nanswer(client, buf);",
      right:
        "while (!strstr(buf, \"\\r\\n\\r\\n\") && (n = recv(client, buf + len, sizeof buf - 1 - len, 0)) > 0)\n    buf[len += n] = '\\0';\nanswer(client, buf);",
    },
    python: {
      wrong: "request = client.recv(4096)",
      right:
        'request = b""\nwhile b"\\r\\n\\r\\n" not in request:\n    piece = client.recv(4096)\n    if not piece: break\n    request += piece',
    },
    javascript: {
      wrong: 'socket.on("data", (request) => answer(socket, request));',
      right:
        'let request = "";\nsocket.on("data", (piece) => {\n  request += piece.toString("latin1");\n  if (request.includes("\\r\\n\\r\\n")) answer(socket, request);\n});',
    },
  },
  byHand: {
    run:
      "(printf 'GET / HT'; sleep 0.2; printf 'TP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n') | nc -w 1 {host} {port} | head -1 | cut -d' ' -f2",
    right: "200",
  },
  recognise: webRecogniser((run) => {
    const shown = run.failed.filter((seen) =>
      isNamed(seen, "acc-split-segments", "acc-byte-by-byte")
    );
    if (shown.length === 0) return null;
    return {
      explains: (seen) =>
        isFailed(seen) &&
        (isNamed(seen, ...PIECES) || (isNamed(seen, ...LONG_HEADS) && wasError(seen))),
      // Half a request line is no request: who waits for the rest of it reads on.
      contradicts: ({ id, status }) => id.endsWith("/no-early-answer-1") && status === "pass",
    };
  }),
  serve: web({
    headEnd: (text) =>
      text === "" ? -1 : text.includes("\r\n\r\n") ? RIGHT.headEnd(text) : text.length,
  }),
});
