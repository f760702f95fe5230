import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { isOtherFile, sentFiles } from "../../../lib/diagnose/web/contents.ts";
import { isFailed } from "../../../lib/diagnose/web/failing.ts";
import { web, webMistake } from "../web_mistake.ts";

/** One type for files of every kind. */
export const wrongContentType = webMistake({
  id: "wrong-content-type",
  kind: "mistake",
  title: "The Content-Type doesn't fit the file",
  shows: "files of some kinds come with the Content-Type of another kind",
  why:
    "A browser goes by Content-Type, not by the file's name: a style sheet that comes as text/html isn't used, and a picture that comes as text is shown as signs. Look at the name's ending.",
  code: {
    c: {
      wrong: 'const char *type = "text/html";',
      right:
        'const char *dot = strrchr(path, \'.\');\nif (dot && strcmp(dot, ".css") == 0) type = "text/css";   /* and so on: .js, .png, .txt */',
    },
    python: {
      wrong: 'fields.append("Content-Type: text/html")',
      right:
        'type = mimetypes.guess_type(path)[0] or "application/octet-stream"\nfields.append(f"Content-Type: {type}")',
    },
    java: {
      wrong: 'out.print("Content-Type: text/html\\r\\n");',
      right: 'out.print("Content-Type: " + typeOf(path) + "\\r\\n");',
    },
    javascript: {
      wrong: 'response.setHeader("Content-Type", "text/html");',
      right: 'response.setHeader("Content-Type", TYPES[path.split(".").at(-1)]);',
    },
  },
  byHand: {
    run: "curl -m 3 -sI http://{host}:{port}/style.css | grep -ic '^content-type: text/css'",
    right: "1",
  },
  recogniseBy: (site) =>
    byFailures({
      "get-type-map": (seen, run) =>
        isFailed(seen) && !isOtherFile(sentFiles(run, site), { seen, site }),
    }),
  serve: web({ type: () => "text/html" }),
  variants: {
    plain: web({ type: () => "text/plain" }),
    bytes: web({ type: () => "application/octet-stream" }),
    "html-for-unknown": web({
      type: (path) => path.endsWith(".txt") ? "text/plain" : "text/html",
    }),
    "ending-alone": web({ type: (path) => path.slice(path.lastIndexOf(".") + 1) }),
  },
});
