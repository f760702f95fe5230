import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { wasError } from "../../../lib/diagnose/web/failing.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** What stands behind `?` is a part of the file's name. */
export const queryNotStripped = webMistake({
  id: "query-not-stripped",
  kind: "mistake",
  title: "The query belongs to the file's name",
  shows: "a file is served by its path, and not with ?x=1 behind it",
  why:
    "What stands behind ? is for the program behind a page; it isn't a part of the path. Cut it off before open().",
  code: {
    c: {
      wrong: 'snprintf(name, sizeof name, "%s%s", root, target);',
      right:
        'target[strcspn(target, "?")] = \'\\0\';\nsnprintf(name, sizeof name, "%s%s", root, target);',
    },
    python: { wrong: "name = root + target", right: 'name = root + target.split("?")[0]' },
    java: { wrong: "root.resolve(target)", right: 'root.resolve(target.split("\\\\?")[0])' },
    javascript: {
      wrong: "const path = request.url;",
      right: 'const path = request.url.split("?")[0];',
    },
  },
  byHand: {
    run: "curl -m 3 -so /dev/null -w '%{http_code}\\n' 'http://{host}:{port}/?x=1'",
    right: "200",
  },
  recognise: byFailures({ "get-query-ignored": wasError }),
  serve: web({ path: (target) => target.includes("?") ? target : RIGHT.path(target) }),
  variants: {
    refused: web({ path: (target) => target.includes("?") ? 400 : RIGHT.path(target) }),
  },
});
