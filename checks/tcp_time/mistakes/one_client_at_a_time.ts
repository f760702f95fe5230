import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { byTurn } from "../diagnose.ts";
import { untilGone } from "../servers.ts";
import { oneClientAtATime as inEcho } from "../../tcp_echo/mistakes/one_client_at_a_time.ts";

/** Iterative, and waits for its client to leave. */
export const oneClientAtATime: Mistake = inSuite(inEcho, {
  suite: "tcp-time",
  shows: "a second client is accepted, and gets the time only when the first has left",
  recognise: byTurn,
  serve: { ...untilGone(), serving: "iterative" },
});
