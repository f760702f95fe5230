import { drawExchange } from "../../../lib/diagnose/web/drawing.ts";
import { allExchanges, exchangesOf, isServed } from "../../../lib/diagnose/web/exchange.ts";
import { isNamed, observedStatus } from "../../../lib/diagnose/web/failing.ts";
import { webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { web, webMistake } from "../web_mistake.ts";

/** HEAD is answered as GET is. */
export const headHasBody = webMistake({
  id: "head-has-body",
  kind: "mistake",
  title: "The answer to HEAD brings the content, too",
  shows: "bytes stand behind the head that answers HEAD",
  why:
    "HEAD asks for the head alone. The client reads nothing behind it, so content there is taken for the next answer. That goes for errors, too.",
  code: {
    c: {
      wrong: "send_head(client, path);\nsend_file(client, path);",
      right: 'send_head(client, path);\nif (strcmp(method, "HEAD") != 0) send_file(client, path);',
    },
    python: {
      wrong: "client.sendall(head + body)",
      right: 'client.sendall(head if method == "HEAD" else head + body)',
    },
  },
  byHand: {
    run:
      "printf 'HEAD / HTTP/1.1\\r\\nHost: {host}\\r\\nConnection: close\\r\\n\\r\\n' | nc -w 1 {host} {port} | tr -d '\\r' | sed '1,/^$/d' | wc -c",
    right: "0",
  },
  recognise: webRecogniser((run) => {
    const explains = (seen: Parameters<typeof exchangesOf>[0]) =>
      isNamed(seen, "head-no-body", "head-404") && observedStatus(seen) === null &&
      seen.evidence === "bytes";
    const isKnown = allExchanges(run).some((one) => one.request.method === "HEAD" && isServed(one));
    return isKnown && run.failed.some(explains) ? { explains, draw: drawExchange } : null;
  }),
  serve: web({ isHeadOnly: (_, status) => status === 304 }),
  variants: {
    errors: web({
      isHeadOnly: (request, status) =>
        status === 304 || (request?.method === "HEAD" && status < 400),
    }),
  },
});
