import { looksAtLengths, wasTaken } from "../../../lib/diagnose/web/following.ts";
import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { valuesOf } from "../../../lib/serve/web/request.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import type { Steps } from "../../../lib/serve/web/steps.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Of several lengths one is taken. */
function lengthAt(index: 0 | -1): Steps["contentLength"] {
  return (request) => {
    const length = valuesOf(request, "content-length").at(index);
    const others = request.fields.filter(([name]) => name !== "content-length");
    const fields = length === undefined ? others : [...others, ["content-length", length] as const];
    return RIGHT.contentLength({ ...request, fields });
  };
}

/** One of two lengths wins. */
export const smugglingTwoLengths = webMistake({
  id: "smuggling-two-lengths",
  kind: "mistake",
  title: "Takes one of two Content-Lengths",
  shows: "a request with two different lengths is taken, by one of them",
  why:
    "A proxy before your server may go by the other length: what lies between the two is content for one of you and a request for the other. So hidden requests get past a guard. Count the fields of this name, and answer 400 where they differ.",
  code: {
    c: {
      wrong:
        'if (strcasecmp(name, "Content-Length") == 0)\n    length = number(value);   /* the last one wins */',
      right:
        'if (strcasecmp(name, "Content-Length") == 0) {\n    if (length >= 0 && length != number(value)) return send_error(client, 400);\n    length = number(value);   /* -1 before the first */\n}',
    },
    python: {
      wrong: "fields[name] = value   # the last one wins",
      right:
        'if name == "content-length" and fields.get(name, value) != value:\n    return error(400)\nfields[name] = value',
    },
    java: {
      wrong: "fields.put(name, value);   // the last one wins",
      right:
        'String before = fields.put(name, value);\nif (name.equals("content-length") && before != null && !before.equals(value))\n    return error(400);',
    },
    javascript: {
      wrong: "fields[name] = value;   // the last one wins",
      right:
        'if (name === "content-length" && (fields[name] ?? value) !== value) return error(400);\nfields[name] = value;',
    },
  },
  byHand: {
    run:
      "printf 'POST / HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: 5\\r\\nContent-Length: 6\\r\\n\\r\\nhello!' | nc -w 1 {host} {port} | head -1 | cut -d' ' -f2",
    right: "400",
  },
  recognise: byFailures({
    "rej-cl-dup-diff": (seen, run) => looksAtLengths(run) && wasTaken(seen),
  }),
  serve: web({ contentLength: lengthAt(-1) }),
  variants: { first: web({ contentLength: lengthAt(0) }) },
});
