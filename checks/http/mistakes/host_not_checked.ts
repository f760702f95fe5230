import { wasServed } from "../../../lib/diagnose/web/failing.ts";
import { byFailures } from "../../../lib/diagnose/web/recognise.ts";
import { web, webMistake } from "../web_mistake.ts";

/** What no server may serve; a port of letters may be passed over. */
const NONE = [
  "rej-host-missing",
  "rej-host-dup*",
  "rej-host-space",
  "rej-host-path",
  "rej-host-userinfo",
  "rej-host-hash",
];

/** Host may be missing, be there twice, or be no host at all. */
export const hostNotChecked = webMistake({
  id: "host-not-checked",
  kind: "mistake",
  title: "Host is not looked at",
  shows: "a request of HTTP/1.1 is served whose Host is missing, stands twice, or is no host",
  why:
    "Host says which of a machine's sites is meant, so HTTP/1.1 asks for exactly one. Where it isn't clear, two programs on the way may mean different sites.",
  code: {
    c: {
      wrong: "/* Host is never read */",
      right:
        "if (hosts != 1)   /* counted while the fields are read */\n    return send_error(client, 400);",
    },
    python: {
      wrong: 'host = fields.get("host", "")',
      right: 'if names.count("host") != 1:\n    return error(400)',
    },
  },
  byHand: {
    run: "printf 'GET / HTTP/1.1\\r\\n\\r\\n' | nc -w 1 {host} {port} | head -1 | cut -d' ' -f2",
    right: "400",
  },
  recognise: byFailures({ "rej-host-*": wasServed }, { shows: NONE }),
  serve: web({ hostStatus: () => 0 }),
  variants: {
    missing: web({ hostStatus: (hosts) => hosts.length > 1 ? 400 : 0 }),
    twice: web({ hostStatus: (hosts) => hosts.length === 0 ? 400 : 0 }),
  },
});
