import { wasServed } from "../../../lib/diagnose/web/failing.ts";
import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import type { Steps } from "../../../lib/serve/web/steps.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Takes a line apart at its colon, whatever stands before it. */
const anyName: Steps["fieldLine"] = (line) => {
  const [name = "", ...value] = line.split(":");
  return [name.toLowerCase(), value.join(":").trim()];
};

/** Field lines are taken that are none. */
export const lenientFieldParsing = webMistake({
  id: "lenient-field-parsing",
  kind: "mistake",
  title: "Takes header lines that are none",
  shows:
    "a request is served whose header has a line that is no field: a space before the colon, no colon, or a CR alone as its end",
  why:
    "A field is a name without spaces, a colon right behind it, and a value; it ends with CR LF. trim() and strtok() take more than that. Two programs on the way then see different fields, and one can be smuggled past the other: what is no field is answered with 400.",
  code: {
    c: {
      wrong: 'name = strtok(line, ": \\t");   /* skips spaces on both sides */',
      right:
        "colon = strchr(line, ':');\nif (colon == NULL || colon == line || strcspn(line, \" \\t\\r\") < colon - line)\n    return send_error(client, 400);",
    },
    python: {
      wrong: 'name, value = line.split(":", 1)\nfields[name.strip().lower()] = value.strip()',
      right:
        'name, colon, value = line.partition(":")\nif not colon or not re.fullmatch(r"[\\w!#$%&\'*+.^`|~-]+", name, re.A):\n    return error(400)',
    },
    java: {
      wrong: 'fields.put(line.split(":")[0].trim(), value);',
      right: 'if (!line.matches("[!#$%&\'*+.^_`|~0-9A-Za-z-]+:.*"))\n    return error(400);',
    },
    javascript: {
      wrong: "for (const line of head.split(/\\r?\\n|\\r/)) …\nfields[name.trim()] = value;",
      right:
        'for (const line of head.split("\\r\\n")) …\nif (!/^[\\w!#$%&\'*+.^`|~-]+:/.test(line)) return error(400);',
    },
  },
  byHand: {
    run:
      "printf 'GET / HTTP/1.1\\r\\nHost: a\\r\\nX-A : v\\r\\n\\r\\n' | nc -w 1 {host} {port} | head -1 | cut -d' ' -f2",
    right: "400",
  },
  recognise: byFailures({
    "rej-space-colon": wasServed,
    "rej-name-*": wasServed,
    "rej-no-colon": wasServed,
    "rej-empty-name": wasServed,
    "rej-bare-cr-host": wasServed,
    "ws-hides-host": wasServed,
  }),
  serve: web({
    fieldLine(line) {
      const [name, value] = anyName(line) as readonly [string, string];
      return [name.trim(), value];
    },
  }),
  variants: {
    "any-name": web({ fieldLine: anyName }),
    "space-before-colon": web({ fieldLine: (line) => RIGHT.fieldLine(line.replace(/ +:/, ":")) }),
    "no-colon": web({
      fieldLine: (line) => line.includes(":") ? RIGHT.fieldLine(line) : ["x", line],
    }),
    "bare-cr": web({ lines: (head) => head.trim().split(/\r\n|\r/) }),
    "leading-space": web({ fieldLine: (line) => RIGHT.fieldLine(line.trim()) }),
  },
});
