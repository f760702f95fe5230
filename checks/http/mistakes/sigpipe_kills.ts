import { byEndAfter } from "../../../lib/diagnose/end_of_server.ts";
import { sigpipeKills as ofEcho } from "../../tcp_echo/mistakes/sigpipe_kills.ts";
import { web, webMistake } from "../web_mistake.ts";

/** SIGPIPE ends the program. */
export const sigpipeKills = webMistake({
  id: ofEcho.id,
  kind: ofEcho.kind,
  title: ofEcho.title,
  shows: "a client that resets, or leaves during a large file, ends the whole server",
  why: ofEcho.why,
  code: ofEcho.code,
  byHand: {
    run:
      "curl -m 3 -s http://{host}:{port}/attic/static.wav | head -c 1 >/dev/null; nc -z -w 1 {host} {port} && echo alive",
    right: "alive",
  },
  ...(ofEcho.alike ? { alike: ofEcho.alike } : {}),
  recognise: byEndAfter(["surv-rst", "surv-mid-body"], "SIGPIPE"),
  serve: web({ survivesLeaving: (how) => how !== "reset" }),
});
