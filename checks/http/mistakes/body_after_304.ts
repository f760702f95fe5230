import { drawExchange } from "../../../lib/diagnose/web/drawing.ts";
import { byProblem } from "../../../lib/diagnose/web/recognise.ts";
import { latin1 } from "../../../lib/serve/web/request.ts";
import { web, webMistake } from "../web_mistake.ts";

/** The file follows a 304. */
export const bodyAfter304 = webMistake({
  id: "body-after-304",
  kind: "mistake",
  title: "Content behind a 304",
  shows: "bytes stand behind the head of a 304",
  why:
    "304 says that the client's copy is still good: nothing is sent with it. The client looks for no content there and takes it for the next answer.",
  code: {
    c: {
      wrong: 'send_head(client, "304 Not Modified", path);\nsend_file(client, path);',
      right: 'send_head(client, "304 Not Modified", path);\nreturn;   /* no content */',
    },
    python: {
      wrong: "client.sendall(head + body)",
      right: "client.sendall(head if status == 304 else head + body)",
    },
  },
  byHand: {
    run:
      "printf 'GET / HTTP/1.1\\r\\nHost: a\\r\\nIf-None-Match: *\\r\\nConnection: close\\r\\n\\r\\n' | nc -w 1 {host} {port} | tr -d '\\r' | sed '1,/^$/d' | wc -c",
    right: "0",
  },
  recognise: byProblem({
    kinds: ["content-in-304"],
    checks: ["resp-204-304-no-body", "resp-no-stray-bytes", "304-fields", "i*m-*"],
    draw: drawExchange,
  }),
  serve: web({
    isHeadOnly: (request) => request?.method === "HEAD",
    answer: (answer) =>
      answer.status === 304 ? { ...answer, content: latin1("the same as before\n") } : answer,
  }),
});
