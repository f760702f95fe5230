import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { somePassed, wasError } from "../../../lib/diagnose/web/failing.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** A path that ends in a slash is opened as it is. */
export const noIndex = webMistake({
  id: "no-index",
  kind: "mistake",
  title: "A path that ends in / has no index.html",
  shows: "a GET for / , or for a folder with its slash, gets an error instead of the index.html",
  why:
    "/ names a folder, and nobody can read a folder as a file: fopen() opens it, and fread() fails. The page meant is the index.html in it.",
  code: {
    c: {
      wrong: 'snprintf(name, sizeof name, "%s%s", root, path);',
      right:
        'snprintf(name, sizeof name, "%s%s%s", root, path,\n         path[strlen(path) - 1] == \'/\' ? "index.html" : "");',
    },
    python: {
      wrong: "name = root + path",
      right: 'name = root + path + ("index.html" if path.endswith("/") else "")',
    },
    javascript: {
      wrong: "const name = root + path;",
      right: 'const name = root + path + (path.endsWith("/") ? "index.html" : "");',
    },
  },
  byHand: {
    run: "curl -m 3 -so /dev/null -w '%{http_code}\\n' http://{host}:{port}/",
    right: "200",
  },
  recognise: byFailures(
    { "get-root": wasError, "get-folder-index": wasError, "get-dir-no-index": wasError },
    {
      shows: ["get-root", "get-folder-index"],
      unless: (run) => !somePassed(run, "get-file-exact", "get-nested-file"),
    },
  ),
  serve: web({ find: (path, site) => path.endsWith("/") ? 404 : RIGHT.find(path, site) }),
  variants: {
    forbidden: web({ find: (path, site) => path.endsWith("/") ? 403 : RIGHT.find(path, site) }),
    "root-alone": web({
      find: (path, site) => path.endsWith("/") && path !== "/" ? 404 : RIGHT.find(path, site),
    }),
    closes: web({ reacts: (_, request) => request?.target.endsWith("/") ? "close" : "answer" }),
  },
});
