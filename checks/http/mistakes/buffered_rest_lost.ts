import { bufferedRestLost as ofLines } from "../../tcp_echo/mistakes/buffered_rest_lost.ts";
import type { Observation } from "../../../lib/diagnose/observation.ts";
import { exchangesOf, isServed } from "../../../lib/diagnose/web/exchange.ts";
import { failedNamed, isFailed, isNamed, somePassed } from "../../../lib/diagnose/web/failing.ts";
import { isUnanswered } from "../../../lib/diagnose/web/following.ts";
import { webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Where requests, or a head and its content, come in one segment. */
const TOGETHER = [
  "pipeline-order",
  "post-*",
  "get-body-in-sync",
  "get-chunked-in-sync",
  "acc-*",
  "rej-cl-*",
  "cl-*",
  "te-*",
  "expect-*",
];

/** What recv() gave beyond the first request is thrown away. */
export const bufferedRestLost = webMistake({
  id: ofLines.id,
  kind: ofLines.kind,
  title: "Throws away what recv() gave behind the first request",
  shows: "of requests that come in one segment only the first is answered",
  why:
    "TCP may join what the client sent by several calls. One recv() then returns more than one request, and a server that clears its buffer behind the first has thrown the next one away. Move what is left to the front of the buffer, and look there before you call recv() again.",
  code: {
    c: {
      wrong: "answer(client, buf);\nlen = 0;   /* or memset(buf, 0, sizeof buf) */",
      right:
        "answer(client, buf);\nlen -= used;\nmemmove(buf, buf + used, len);   /* the next request */",
    },
    python: {
      wrong: 'answer(client, data.split(b"\\r\\n\\r\\n")[0])\ndata = b""',
      right:
        'head, _, data = data.partition(b"\\r\\n\\r\\n")   # and keep data\nanswer(client, head)',
    },
    java: {
      wrong: "new BufferedReader(new InputStreamReader(in))   // a new one for each request",
      right: "// one reader for the whole connection: it holds what comes next",
    },
    javascript: {
      wrong: 'const [head] = data.toString("latin1").split("\\r\\n\\r\\n");',
      right:
        'rest += data.toString("latin1");\nfor (let at; (at = rest.indexOf("\\r\\n\\r\\n")) >= 0; rest = rest.slice(at + 4))\n  answer(socket, rest.slice(0, at));',
    },
  },
  byHand: {
    run:
      "printf 'GET / HTTP/1.1\\r\\nHost: a\\r\\n\\r\\nGET / HTTP/1.1\\r\\nHost: a\\r\\nConnection: close\\r\\n\\r\\n' | nc -w 1 {host} {port} | grep -ac '^HTTP/1.1 200'",
    right: "2",
  },
  recognise: webRecogniser((run) => {
    const isShown = failedNamed(run, "pipeline-order").some(isLostBehind);
    if (!isShown || !somePassed(run, "ka-default")) return null;
    return { explains: (seen) => isFailed(seen) && isNamed(seen, ...TOGETHER) };
  }),
  serve: web({ keepsRest: false }),
  variants: {
    "content-too": web({
      headEnd: (text) => RIGHT.headEnd(text) < 0 ? -1 : text.length,
      lines: (head) => RIGHT.lines(head.slice(0, RIGHT.headEnd(head))),
    }),
  },
});

/** Whether the first of several requests was served, and the next one never, or what was left of it refused. */
function isLostBehind(seen: Observation): boolean {
  const [first, second] = exchangesOf(seen);
  return first !== undefined && second !== undefined && isServed(first) &&
    (isUnanswered(second) || second.status === 400);
}
