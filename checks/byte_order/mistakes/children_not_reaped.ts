import type { Layout } from "../../../lib/layout/layout.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { byUsedUp } from "../../../lib/diagnose/clients.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { recordLoop } from "../slip_servers.ts";
import { childrenNotReaped as inEcho } from "../../tcp_echo/mistakes/children_not_reaped.ts";

/** Nobody waits for children that have ended. */
export const childrenNotReaped = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    recognise: byUsedUp("turned-away", "refused"),
    serve: {
      transport: "tcp",
      serving: "concurrent",
      start() {
        let zombies = 0;
        return async (client) => {
          if (zombies >= PLACES) return;
          await recordLoop(client, rightForm(layout).step).finally(() => zombies++);
        };
      },
    },
  });

/** So many clients are served in all. */
const PLACES = 100;
