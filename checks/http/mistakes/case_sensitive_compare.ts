import { somePassed, wasError } from "../../../lib/diagnose/web/failing.ts";
import { stayedOpen } from "../../../lib/diagnose/web/following.ts";
import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import type { Observation, Observations } from "../../../lib/diagnose/observation.ts";
import { valuesOf } from "../../../lib/serve/web/request.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import type { Steps } from "../../../lib/serve/web/steps.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Host is known in one spelling alone. */
const onlyHost: Steps["fieldLine"] = (line) => {
  const field = RIGHT.fieldLine(line);
  if (typeof field === "number" || field[0] !== "host" || line.startsWith("Host:")) return field;
  return ["x-host", field[1]];
};

/** Field names, or the words in a field, are compared by strcmp(). */
export const caseSensitiveCompare = webMistake({
  id: "case-sensitive-compare",
  kind: "mistake",
  title: "Compares field names, or their words, with regard to case",
  shows: "a field is overlooked that is written in another case: hOsT, or Connection: Close",
  why:
    "Names of fields, and words such as close or chunked in them, may be written in any case, and every browser and proxy has its own: strcmp() finds only yours. strcasecmp() finds all.",
  code: {
    c: {
      wrong: 'if (strcmp(name, "Host") == 0)\n…\nif (strcmp(value, "close") == 0)',
      right: 'if (strcasecmp(name, "Host") == 0)\n…\nif (strcasecmp(value, "close") == 0)',
    },
    python: {
      wrong: 'if fields.get("Connection") == "close":',
      right: 'fields[name.lower()] = value\n…\nif fields.get("connection", "").lower() == "close":',
    },
    java: {
      wrong: 'if (name.equals("Host"))',
      right: 'if (name.equalsIgnoreCase("Host"))',
    },
    javascript: {
      wrong: 'if (fields["Connection"] === "close")',
      right:
        'fields[name.toLowerCase()] = value;\n…\nif (fields["connection"]?.toLowerCase() === "close")',
    },
  },
  byHand: {
    run:
      "printf 'GET / HTTP/1.1\\r\\nhOsT: a\\r\\ncONNECTION: Close\\r\\n\\r\\n' | nc -w 1 {host} {port} | head -1 | cut -d' ' -f2",
    right: "200",
  },
  recognise: byFailures(
    { "acc-field-name-case": wasError, "close-case": isOverlooked, "close-token": isOverlooked },
    { shows: ["acc-field-name-case", "close-case"] },
  ),
  serve: web({ fieldLine: onlyHost }),
  variants: {
    close: web({
      keepsOpen: (request, status) =>
        request?.version === "HTTP/1.1" && status < 400
          ? !valuesOf(request, "connection").includes("close")
          : RIGHT.keepsOpen(request, status),
    }),
    "close-in-text": web({
      keepsOpen: (request, status) =>
        request?.version === "HTTP/1.1" && status < 400
          ? !valuesOf(request, "connection").join().includes("close")
          : RIGHT.keepsOpen(request, status),
    }),
  },
});

/** Whether close is known, but not in this case. */
function isOverlooked(seen: Observation, run: Observations): boolean {
  return stayedOpen(seen) && somePassed(run, "close-honoured");
}
