import { wasServed } from "../../../lib/diagnose/web/failing.ts";
import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import type { Steps } from "../../../lib/serve/web/steps.ts";
import { RIGHT } from "../../../lib/serve/web/right.ts";
import { web, webMistake } from "../web_mistake.ts";

/** Takes the first two words of a line, where the third will do. */
function wordsOf(isVersion: (version: string) => boolean): Steps["requestLine"] {
  return (line) => {
    const [method = "", target = "", version = ""] = line.split(" ");
    if (method === "" || !target.startsWith("/") || !isVersion(version)) {
      return RIGHT.requestLine(line);
    }
    return [method, target, version];
  };
}

/** The version of a request is whatever it likes. */
export const versionNotChecked = webMistake({
  id: "version-not-checked",
  kind: "mistake",
  title: "The version is not looked at",
  shows: "a request of HTTP/2.0, of HTTP/9.9, or of no version at all is served",
  why:
    "The version says how the rest of a request is to be read. A server of HTTP/1 can't know that of HTTP/2.0 or of HTP/1.1: it answers 505, or 400 where it is no version. The last word is easily left unread: sscanf() tells how many it found.",
  code: {
    c: {
      wrong: 'sscanf(line, "%s %s", method, path);',
      right:
        'if (sscanf(line, "%15s %1023s %15s", method, path, version) != 3)\n    return send_error(client, 400);\nif (strncmp(version, "HTTP/1.", 7) != 0)\n    return send_error(client, 505);',
    },
    python: {
      wrong: "method, path = line.split()[:2]",
      right:
        'method, path, version = line.split(" ")\nif not re.fullmatch(r"HTTP/1\\.\\d", version):\n    return error(505)',
    },
    java: {
      wrong: 'String path = line.split(" ")[1];',
      right:
        'String[] words = line.split(" ");\nif (words.length != 3 || !words[2].matches("HTTP/1\\\\.\\\\d"))\n    return error(505);',
    },
    javascript: {
      wrong: 'const [method, path] = line.split(" ");',
      right:
        'const [method, path, version] = line.split(" ");\nif (!/^HTTP\\/1\\.\\d$/.test(version)) return error(505);',
    },
  },
  byHand: {
    run:
      "printf 'GET / HTTP/2.0\\r\\nHost: a\\r\\n\\r\\n' | nc -w 1 {host} {port} | head -1 | cut -d' ' -f2",
    right: "505",
  },
  recognise: byFailures(
    {
      "rej-version-*": wasServed,
      "rej-no-version": wasServed,
      "rej-h2-preface": wasServed,
      "rej-space-in-target": wasServed,
    },
    {
      shows: [
        "rej-version-major",
        "rej-version-unknown",
        "rej-version-junk",
        "rej-version-name",
        "rej-version-digits",
        "rej-no-version",
      ],
    },
  ),
  serve: web({ requestLine: wordsOf(() => true), versionStatus: () => 0 }),
  variants: {
    digits: web({ versionStatus: () => 0 }),
    prefix: web({
      requestLine: wordsOf((version) => version.startsWith("HTTP/")),
      versionStatus: () => 0,
    }),
  },
});
