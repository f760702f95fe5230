import { isFailed, wasServed } from "../../../lib/diagnose/web/failing.ts";
import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { somePassed } from "../../../lib/diagnose/web/failing.ts";
import type { Observation, Observations } from "../../../lib/diagnose/observation.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Methods, versions or paths are compared without regard to case. */
export const caseInsensitiveCompare = webMistake({
  id: "case-insensitive-compare",
  kind: "mistake",
  title: "Compares without regard to case what has one",
  shows: "what is written in another case is taken for the same: get for GET, for instance",
  why:
    "Field names know no case, but methods, versions and paths do: get is not GET. strcasecmp(), equalsIgnoreCase() and a lower() over the whole line take them for the same.",
  code: {
    c: {
      wrong: 'if (strcasecmp(method, "GET") == 0)',
      right: 'if (strcmp(method, "GET") == 0)',
    },
    python: {
      wrong: 'if method.upper() == "GET":',
      right: 'if method == "GET":',
    },
    java: {
      wrong: 'if (method.equalsIgnoreCase("GET"))',
      right: 'if (method.equals("GET"))',
    },
    javascript: {
      wrong: 'if (method.toUpperCase() === "GET")',
      right: 'if (method === "GET")',
    },
  },
  byHand: {
    run: "curl -m 3 -so /dev/null -w '%{http_code}\\n' -X get http://{host}:{port}/",
    right: "501",
  },
  recognise: byFailures({
    "method-case": (seen, run) => wasServed(seen, run) && somePassed(run, "method-unknown"),
    "rej-version-lower": (seen, run) => wasServed(seen, run) && !isVersionLoose(run),
    "get-path-case": (seen, run) => wasServed(seen, run) && !isMissingServed(run),
  }),
  serve: web({ methodStatus: (method) => RIGHT.methodStatus(method.toUpperCase()) }),
  variants: {
    version: web({
      requestLine: (line) => RIGHT.requestLine(line.replace(/ http(\/\d\.\d)$/, " HTTP$1")),
    }),
    path: web({
      find(path, site) {
        const file = RIGHT.find(path, site);
        const same = (other: { readonly path: string }) =>
          `/${other.path}`.toLowerCase() === path.toLowerCase();
        return file === 404 ? site.files.find(same) ?? 404 : file;
      },
    }),
  },
});

/** Whether other versions that are none are served, too. */
function isVersionLoose(run: Observations): boolean {
  const others = ["rej-version-junk", "rej-version-name"];
  return !others.some((name) => somePassed(run, name));
}

/** Whether any missing file is answered by some file. */
function isMissingServed(run: Observations): boolean {
  return run.failed.some((seen: Observation) => isFailed(seen) && /\/get-404$/.test(seen.id));
}
