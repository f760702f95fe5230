import {
  allExchanges,
  exchangesOf,
  hasProblem,
  problemsOf,
  type WebExchange,
} from "../../../lib/diagnose/web/exchange.ts";
import { isNamed } from "../../../lib/diagnose/web/failing.ts";
import { tellsOf, webRecogniser } from "../../../lib/diagnose/web/recognise.ts";
import { drawExchange } from "../../../lib/diagnose/web/drawing.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

const KINDS = ["end-not-marked"] as const;
/** What waits for the end of an answer, or of the connection. */
const CHECKS = ["resp-self-delimited", "error-answers", "get-404*", "get-body-in-sync", "acc-*"]
  .concat(["get-chunked-in-sync", "close-*", "ka-*", "http10-closes", "post-*", "pipeline-order"]);

/** Neither a length nor chunks nor the end of the connection. */
export const noContentLength = webMistake({
  id: "no-content-length",
  kind: "mistake",
  title: "Nothing says where the content ends",
  shows:
    "the head has no Content-Length and no chunks, and the connection stays open behind the content",
  why:
    "A client of HTTP/1.1 finds the end of the content by Content-Length, by the last chunk, or by the end of the connection. With none of them it waits: a browser shows a page that never stops loading.",
  code: {
    c: {
      wrong: 'dprintf(client, "HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\n\\r\\n");',
      right:
        'dprintf(client, "HTTP/1.1 200 OK\\r\\nContent-Type: text/html\\r\\n"\n        "Content-Length: %ld\\r\\n\\r\\n", (long)st.st_size);   /* or close(client) behind it */',
    },
    python: {
      wrong: 'client.sendall(b"HTTP/1.1 200 OK\\r\\n\\r\\n" + body)',
      right:
        'client.sendall(b"HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(body) + body)',
    },
  },
  byHand: {
    run: "curl -m 3 -so /dev/null http://{host}:{port}/; echo $?",
    right: "0",
  },
  recognise: webRecogniser((run) => {
    const shows = (one: WebExchange) => hasProblem(one, ...KINDS);
    const shown = allExchanges(run).filter(shows);
    if (shown.length === 0) return null;
    const isTold = tellsOf(shown.flatMap((one) => problemsOf(one, KINDS)));
    return {
      explains: (seen) =>
        isNamed(seen, ...CHECKS) &&
        (isTold(seen) ||
          (seen.evidence !== "bytes" && exchangesOf(seen).some(shows))),
      draw: drawExchange,
    };
  }),
  serve: web({
    announced: () => null,
    keepsOpen: (_, status) => status === 0 || status === 404,
  }),
  variants: {
    "stays-open": web({ announced: () => null, keepsOpen: () => true }),
    errors: web({
      announced: ({ status, content }) => status >= 400 ? null : String(content.length),
      keepsOpen: (request, status) => status === 404 || RIGHT.keepsOpen(request, status),
    }),
  },
});
