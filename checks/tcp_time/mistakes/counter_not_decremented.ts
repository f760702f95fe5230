import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { byUsedUp } from "../../../lib/diagnose/clients.ts";
import { servesInAll } from "../servers.ts";
import { counterNotDecremented as inEcho } from "../../tcp_echo/mistakes/counter_not_decremented.ts";

/** Clients are counted up, never down. */
export const counterNotDecremented: Mistake = inSuite(inEcho, {
  suite: "tcp-time",
  recognise: byUsedUp("turned-away"),
  serve: { ...servesInAll(40, () => Promise.resolve()), serving: "concurrent" },
});
