import { was2xx, wasPage } from "../../../lib/diagnose/web/failing.ts";
import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** An error page is sent as if it were the file. */
export const errorStatus200 = webMistake({
  id: "error-status-200",
  kind: "mistake",
  title: "An error page with status 200",
  shows: "the answer for a file that isn't there begins with 200 OK",
  why:
    "The page says that there is nothing, but programs read the status code alone: to them 200 is success. One send_head() for everything writes 200 before open() has failed.",
  code: {
    c: {
      wrong: 'send_head(client, "200 OK", "text/html", strlen(page));',
      right: 'send_head(client, "404 Not Found", "text/html", strlen(page));',
    },
    python: {
      wrong: 'client.sendall(b"HTTP/1.1 200 OK\\r\\n" + fields + page)',
      right: 'client.sendall(b"HTTP/1.1 404 Not Found\\r\\n" + fields + page)',
    },
    javascript: {
      wrong: "response.end(notFoundPage);",
      right: "response.writeHead(404); response.end(notFoundPage);",
    },
  },
  byHand: {
    run: "curl -m 3 -so /dev/null -w '%{http_code}\\n' http://{host}:{port}/no-such-file",
    right: "404",
  },
  recognise: byFailures({
    "get-404*": wasPage,
    "head-404": was2xx,
    "get-path-case": wasPage,
    "get-bad-percent": wasPage,
    "method-*": wasPage,
    "connect-refused": wasPage,
    "rej-*": wasPage,
    "te-*": wasPage,
    "nul-in-path": wasPage,
    "surv-garbage": wasPage,
    "lim-*": wasPage,
  }, { shows: ["get-404", "rej-host-missing", "rej-garbage-line"] }),
  serve: web({ statusLine: (status) => RIGHT.statusLine(status === 404 ? 200 : status, null) }),
  variants: {
    "every-error": web({
      statusLine: (status) => RIGHT.statusLine(status >= 400 ? 200 : status, null),
    }),
  },
});
