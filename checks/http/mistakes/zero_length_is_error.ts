import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { wasError } from "../../../lib/diagnose/web/failing.ts";
import type { SiteFile } from "../../../lib/site/site.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import type { Steps } from "../../../lib/serve/web/steps.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Empty files are answered with a status. */
function emptyAs(status: number): Steps["find"] {
  return (path, site) => {
    const file: SiteFile | number = RIGHT.find(path, site);
    return typeof file !== "number" && file.bytes.length === 0 ? status : file;
  };
}

/** Nothing read is taken for nothing there. */
export const zeroLengthIsError = webMistake({
  id: "zero-length-is-error",
  kind: "mistake",
  title: "An empty file is taken for an error",
  shows: "a GET for an empty file gets an error, or no answer",
  why:
    "fread() gives 0 at the end of a file, and an empty file ends at once. That is no error: it is served with Content-Length: 0. What isn't there shows in open(), and an error in ferror().",
  code: {
    c: {
      wrong: "n = fread(buf, 1, size, f);\nif (n <= 0) return send_error(client, 404);",
      right: 'if ((f = fopen(name, "rb")) == NULL) return send_error(client, 404);',
    },
    python: {
      wrong: "body = f.read()\nif not body: return error(404)",
      right: "try: body = open(name, 'rb').read()\nexcept OSError: return error(404)",
    },
    javascript: {
      wrong: "if (!body.length) return error(404);",
      right: "fs.readFile(name, (error, body) => error ? notFound() : send(body));",
    },
  },
  byHand: {
    run: "curl -m 3 -so /dev/null -w '%{http_code}\\n' http://{host}:{port}/empty.txt",
    right: "200",
  },
  recognise: byFailures({ "get-empty-file": wasError }),
  serve: web({ find: emptyAs(404) }),
  variants: {
    "server-error": web({ find: emptyAs(500) }),
    closes: web({
      reacts: (_, request) => /empty\.txt$/.test(request?.target ?? "") ? "close" : "answer",
    }),
  },
});
