import type { Observation } from "../../../lib/diagnose/observation.ts";
import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { exchangesOf } from "../../../lib/diagnose/web/exchange.ts";
import { isFailed, wasError } from "../../../lib/diagnose/web/failing.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Only GET is known. */
export const headUnsupported = webMistake({
  id: "head-unsupported",
  kind: "mistake",
  title: "HEAD isn't known",
  shows: "HEAD for a file gets an error, or no answer, where GET is served",
  why:
    "GET and HEAD are the two methods that every web server must know. HEAD is a GET whose content isn't sent.",
  code: {
    c: {
      wrong: 'if (strcmp(method, "GET") != 0)\n    return send_error(client, 501);',
      right:
        'if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)\n    return send_error(client, 501);',
    },
    python: {
      wrong: 'if method != "GET":\n    return error(501)',
      right: 'if method not in ("GET", "HEAD"):\n    return error(501)',
    },
  },
  byHand: {
    run: "curl -m 3 -sI -o /dev/null -w '%{http_code}\\n' http://{host}:{port}/",
    right: "200",
  },
  // The page of the error is content behind a HEAD, too: that is the same slip.
  recognise: byFailures({
    "head-supported": wasError,
    "head-no-body": isFailed,
    "head-404": isFailed,
    "resp-no-stray-bytes": isBehindHead,
  }, { shows: ["head-supported"] }),
  serve: web({ methodStatus: (method) => method === "HEAD" ? 501 : RIGHT.methodStatus(method) }),
  variants: {
    "not-allowed": web({
      methodStatus: (method) => method === "HEAD" ? 405 : RIGHT.methodStatus(method),
    }),
    "bad-request": web({
      methodStatus: (method) => method === "HEAD" ? 400 : RIGHT.methodStatus(method),
    }),
    "with-page": web({
      methodStatus: (method) => method === "HEAD" ? 501 : RIGHT.methodStatus(method),
      isHeadOnly: (_, status) => status === 304,
    }),
    closes: web({ reacts: (_, request) => request?.method === "HEAD" ? "close" : "answer" }),
  },
});

/** Whether what a check found stands behind an answer to HEAD. */
function isBehindHead(seen: Observation): boolean {
  return exchangesOf(seen).some(({ request, response }) =>
    request.method === "HEAD" && response?.surplus !== undefined
  );
}
