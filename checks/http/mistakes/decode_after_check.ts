import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { failedNamed, wasError, wasRevealed } from "../../../lib/diagnose/web/failing.ts";
import { openedAsItIs } from "../outside.ts";
import { percentDecoded } from "../../../lib/serve/web/request.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

const decoded = (path: string) => percentDecoded(path) ?? path;

/** The path is decoded once more behind the check. */
export const decodeAfterCheck = webMistake({
  id: "decode-after-check",
  kind: "mistake",
  title: "The path is decoded twice",
  shows: "%25 in a path is decoded to %, and what comes of it, as %2e or %20, is decoded again",
  why:
    "%2520 means a name with the characters %20 in it. Decoded a second time it becomes a space, and %252e%252e becomes .. behind every check. Decode once, in one place.",
  code: {
    c: {
      wrong:
        "decode(path);   /* in read_request() */\ncheck(path);\ndecode(path);   /* and again in open_file() */",
      right: "decode(path);\ncheck(path);",
    },
    python: {
      wrong: "path = unquote(unquote(target))",
      right: "path = unquote(target)",
    },
    javascript: {
      wrong: "decodeURIComponent(decodeURI(path))",
      right: "decodeURIComponent(path)",
    },
  },
  byHand: {
    run:
      "curl -m 3 -s --path-as-is http://{host}:{port}/%252e%252e/%252e%252e/%252e%252e/%252e%252e/%252e%252e/%252e%252e/%252e%252e/%252e%252e/etc/passwd | grep -c ^root:",
    right: "0",
  },
  recognise: byFailures({ "trav-double-enc": wasRevealed, "get-percent-name": wasError }, {
    unless: (run) =>
      failedNamed(run, "trav-plain", "trav-encoded").some(wasRevealed) ||
      failedNamed(run, "get-percent-decode", "get-percent-lower", "get-space-name").length > 0,
  }),
  serve: web(openedAsItIs((path) => decoded(decoded(path)), [/(?:\.|%2e){2}/i])),
  variants: {
    "before-the-check": web({
      path(target) {
        const once = RIGHT.path(target);
        return typeof once === "number" ? once : decoded(once);
      },
    }),
  },
});
