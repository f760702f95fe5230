import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { failedNamed, wasRevealed } from "../../../lib/diagnose/web/failing.ts";
import { openedAsItIs } from "../outside.ts";
import { percentDecoded } from "../../../lib/serve/web/request.ts";
import { web, webMistake } from "../web_mistake.ts";

/** `..` is looked for in a path that isn't decoded yet. */
export const checkBeforeDecode = webMistake({
  id: "check-before-decode",
  kind: "mistake",
  title: "The path is checked before it is decoded",
  shows: "a path with .. is refused, and with %2e%2e or ..%2f it brings a file from outside",
  why:
    'strstr(path, "..") finds no dots where they are written as %2e, and decoding makes dots of them behind its back. Decode first, once, then look at the path that will be opened.',
  code: {
    c: {
      wrong: 'if (strstr(path, "..")) return send_error(client, 403);\ndecode(path);',
      right: 'decode(path);\nif (strstr(path, "..")) return send_error(client, 403);',
    },
    python: {
      wrong: 'if ".." in path: return error(403)\npath = unquote(path)',
      right: 'path = unquote(path)\nif ".." in path: return error(403)',
    },
    java: {
      wrong: 'if (path.contains("..")) return error(403);\npath = decode(path);',
      right: 'path = decode(path);\nif (path.contains("..")) return error(403);',
    },
    javascript: {
      wrong: 'if (path.includes("..")) return error(403);\npath = decodeURIComponent(path);',
      right: 'path = decodeURIComponent(path);\nif (path.includes("..")) return error(403);',
    },
  },
  byHand: {
    run:
      "curl -m 3 -s --path-as-is http://{host}:{port}/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd | grep -c ^root:",
    right: "0",
  },
  recognise: byFailures({ "trav-*": wasRevealed }, {
    shows: ["trav-encoded", "trav-enc-slash"],
    unless: (run) => failedNamed(run, "trav-plain").some(wasRevealed),
  }),
  serve: web(openedAsItIs((path) => percentDecoded(path) ?? path, ["../", "/.."])),
  variants: {
    "slash-alone": web(openedAsItIs((path) => path.replaceAll("%2f", "/"), ["../", "/../"])),
  },
});
