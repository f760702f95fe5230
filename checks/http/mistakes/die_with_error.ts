import { byEndAfter } from "../../../lib/diagnose/end_of_server.ts";
import { dieWithError as ofEcho } from "../../tcp_echo/mistakes/die_with_error.ts";
import { web, webMistake } from "../web_mistake.ts";

/** One client's error ends the program. */
export const dieWithError = webMistake({
  id: ofEcho.id,
  kind: ofEcho.kind,
  title: ofEcho.title,
  shows: "a client that says nothing, resets or leaves early ends the whole server",
  why: ofEcho.why,
  code: ofEcho.code,
  byHand: {
    run: "nc -w 1 {host} {port} </dev/null; nc -z -w 1 {host} {port} && echo alive",
    right: "alive",
  },
  alike: {
    ids: ["sigpipe-kills", "null-dereference"],
    words:
      "SIGPIPE looks the same, and so does a NULL that is used. echo $? tells: 141 is SIGPIPE, 139 a segmentation fault.",
  },
  recognise: byEndAfter(["surv-empty", "surv-rst", "surv-mid-body"], "error"),
  serve: web({ survivesLeaving: () => false }),
  variants: { "reset-alone": web({ survivesLeaving: (how) => how !== "reset" }) },
});
