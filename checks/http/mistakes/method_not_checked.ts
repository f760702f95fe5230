import { was2xx, wasServed } from "../../../lib/diagnose/web/failing.ts";
import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Whatever the method, the file is served. */
export const methodNotChecked = webMistake({
  id: "method-not-checked",
  kind: "mistake",
  title: "The method is not looked at",
  shows: "a request with another method is answered with the file, as if it were a GET",
  why:
    "The first word of a request says what is to be done. Whoever asks for something else than GET or HEAD must be told that it wasn't done: 501 for a method that you don't know, 405 for one that isn't for files. Compare the whole word: strncmp() with 3 takes GETX for GET.",
  code: {
    c: {
      wrong: 'sscanf(line, "%*s %s", path);   /* or: strncmp(line, "GET", 3) == 0 */',
      right:
        'sscanf(line, "%15s %1023s", method, path);\nif (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)\n    return send_error(client, 501);',
    },
    python: {
      wrong: "_, path, _ = line.split()   # or: line.startswith('GET')",
      right:
        'method, path, _ = line.split()\nif method not in ("GET", "HEAD"):\n    return error(501)',
    },
    java: {
      wrong: 'String path = line.split(" ")[1];',
      right:
        'String[] words = line.split(" ");\nif (!words[0].equals("GET") && !words[0].equals("HEAD"))\n    return error(501);',
    },
    javascript: {
      wrong: 'const path = line.split(" ")[1];',
      right:
        'const [method, path] = line.split(" ");\nif (method !== "GET" && method !== "HEAD") return error(501);',
    },
  },
  byHand: {
    run: "curl -m 3 -so /dev/null -w '%{http_code}\\n' -X FOO http://{host}:{port}/",
    right: "501",
  },
  recognise: byFailures(
    {
      "method-*": wasServed,
      "method-long": was2xx,
      "range-post": was2xx,
      "options-*": wasServed,
      "connect-refused": wasServed,
    },
    { shows: ["method-unknown", "method-prefix"] },
  ),
  serve: web({ methodStatus: () => 0 }),
  variants: {
    prefix: web({
      methodStatus: (method) => method.startsWith("GET") ? 0 : RIGHT.methodStatus(method),
    }),
    "unknown-alone": web({
      methodStatus: (method) => RIGHT.methodStatus(method) === 501 ? 0 : RIGHT.methodStatus(method),
    }),
  },
});
