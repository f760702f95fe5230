import type { Layout } from "../../../lib/layout/layout.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { recordLoop } from "../slip_servers.ts";
import {
  acceptLoopBlocked as inEcho,
  afterSleeping,
} from "../../tcp_echo/mistakes/accept_loop_blocked.ts";

/** Something waits inside the accept loop. */
export const acceptLoopBlocked = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    serve: afterSleeping((client) => recordLoop(client, rightForm(layout).step)),
  });
