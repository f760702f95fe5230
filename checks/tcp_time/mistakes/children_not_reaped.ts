import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { byUsedUp } from "../../../lib/diagnose/clients.ts";
import { servesInAll } from "../servers.ts";
import { childrenNotReaped as inEcho } from "../../tcp_echo/mistakes/children_not_reaped.ts";

/** Nobody waits for children that have ended. */
export const childrenNotReaped: Mistake = inSuite(inEcho, {
  suite: "tcp-time",
  recognise: byUsedUp("turned-away", "refused"),
  serve: { ...servesInAll(40, () => Promise.resolve()), serving: "concurrent" },
});
