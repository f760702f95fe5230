import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { timeBytes } from "../../../lib/layout/rfc868.ts";
import {
  acceptLoopBlocked as inEcho,
  afterSleeping,
} from "../../tcp_echo/mistakes/accept_loop_blocked.ts";

/** Something waits inside the accept loop. */
export const acceptLoopBlocked: Mistake = inSuite(inEcho, {
  suite: "tcp-time",
  serve: afterSleeping((client, program) => client.send(timeBytes(program.date()))),
});
