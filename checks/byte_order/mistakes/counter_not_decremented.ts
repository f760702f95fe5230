import type { Layout } from "../../../lib/layout/layout.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { byUsedUp } from "../../../lib/diagnose/clients.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { recordLoop } from "../slip_servers.ts";
import { counterNotDecremented as inEcho } from "../../tcp_echo/mistakes/counter_not_decremented.ts";

/** Clients are counted up, never down. */
export const counterNotDecremented = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    recognise: byUsedUp("turned-away"),
    serve: {
      transport: "tcp",
      start() {
        let count = 0;
        return async (client) => {
          if (++count <= PLACES) await recordLoop(client, rightForm(layout).step);
        };
      },
    },
  });

/** So many clients are served in all. */
const PLACES = 100;
