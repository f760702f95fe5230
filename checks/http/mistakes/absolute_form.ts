import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { wasError } from "../../../lib/diagnose/web/failing.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** `http://host/path` is a file's name. */
export const absoluteForm = webMistake({
  id: "absolute-form",
  kind: "mistake",
  title: "http://host/path is taken for a path",
  shows: "GET http://host/path gets an error where GET /path is served",
  why:
    "A client that speaks to a proxy writes the whole address into the request line, and every server must take that, too: drop http:// and the host, and go on from the next slash.",
  code: {
    c: {
      wrong: 'snprintf(name, sizeof name, "%s%s", root, target);',
      right:
        'if (strncmp(target, "http://", 7) == 0)\n    target += 7 + strcspn(target + 7, "/");\nsnprintf(name, sizeof name, "%s%s", root, target);',
    },
    python: { wrong: "path = target", right: "path = urllib.parse.urlsplit(target).path" },
    java: { wrong: "String path = target;", right: "String path = new URI(target).getPath();" },
    javascript: {
      wrong: "const path = request.url;",
      right: 'const path = new URL(request.url, "http://host").pathname;',
    },
  },
  byHand: {
    run:
      "printf 'GET http://{host}/ HTTP/1.1\\r\\nHost: {host}\\r\\nConnection: close\\r\\n\\r\\n' | nc -w 1 {host} {port} | head -1 | cut -d' ' -f2",
    right: "200",
  },
  recognise: byFailures({ "acc-absolute-form": wasError, "acc-absolute-form-host": wasError }, {
    shows: ["acc-absolute-form"],
  }),
  serve: web({ path: (target) => target.startsWith("http:") ? 404 : RIGHT.path(target) }),
  variants: {
    refused: web({ path: (target) => target.startsWith("http:") ? 400 : RIGHT.path(target) }),
    closes: web({
      reacts: (_, request) => request?.target.startsWith("http:") ? "close" : "answer",
    }),
  },
});
