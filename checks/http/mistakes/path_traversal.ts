import { wasRevealed } from "../../../lib/diagnose/web/failing.ts";
import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { web, webMistake } from "../web_mistake.ts";
import { openedAsItIs } from "../outside.ts";

/** Nobody looks for `..`. */
export const pathTraversal = webMistake({
  id: "path-traversal",
  kind: "mistake",
  title: "A path with .. leads out of the document root",
  shows: "a GET with .. in its path brings a file from outside the document root",
  why:
    "The path goes to open() as the client wrote it, and .. means the folder above. Whoever can ask can read every file that the server may open.",
  code: {
    c: {
      wrong: 'snprintf(name, sizeof name, "%s%s", root, path);\nfd = open(name, O_RDONLY);',
      right:
        "snprintf(name, sizeof name, \"%s%s\", root, path);\nif (!realpath(name, real) || strncmp(real, root, n) != 0 || real[n] != '/')\n    return send_error(client, 404);   /* n is strlen(root) */\nfd = open(real, O_RDONLY);",
    },
    python: {
      wrong: "open(os.path.join(root, path.lstrip('/')), 'rb')",
      right:
        "name = os.path.realpath(os.path.join(root, path.lstrip('/')))\nif not name.startswith(root + '/'): return error(404)\nopen(name, 'rb')",
    },
    java: {
      wrong: "Files.readAllBytes(Path.of(root, path));",
      right:
        "Path name = root.resolve(path.substring(1)).normalize();\nif (!name.startsWith(root)) return error(404);\nFiles.readAllBytes(name);",
    },
    javascript: {
      wrong: "fs.readFile(root + path, callback);",
      right:
        'const name = require("path").join(root, path);\nif (!name.startsWith(root + "/")) return error(404);\nfs.readFile(name, callback);',
    },
  },
  byHand: {
    run:
      "curl -m 3 -s --path-as-is http://{host}:{port}/../../../../../../../../../../etc/passwd | grep -c ^root:",
    right: "0",
  },
  recognise: byFailures({ "trav-*": wasRevealed }, {
    shows: ["trav-plain", "trav-inside-first", "trav-double-slash", "trav-backslash"],
  }),
  serve: web(openedAsItIs((path) => path)),
  variants: {
    "only-at-the-start": web(openedAsItIs((path) => path, [/^\/\.\./])),
    "absolute-join": web(
      openedAsItIs((path) => path.replace(/^\/\/etc/, "/../etc"), [/(?:\.|%2e){2}/i]),
    ),
    backslash: web(
      openedAsItIs((path) => path.replaceAll("\\", "/"), ["../", /(?:%2e){2}/i, "//"]),
    ),
    "prefix-of-the-name": web(openedAsItIs((path) => /www-private/.test(path) ? path : "/none")),
  },
});
