import type { Layout } from "../../../lib/layout/layout.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { byUsedUp } from "../../../lib/diagnose/clients.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { forever } from "../../../lib/serve/echo.ts";
import { recordLoop } from "../slip_servers.ts";
import { fdLeak as inEcho } from "../../tcp_echo/mistakes/fd_leak.ts";

/** Descriptors are opened and not closed. */
export const fdLeak = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    recognise: byUsedUp("ignored", "refused"),
    serve: {
      transport: "tcp",
      serving: "concurrent",
      start() {
        let open = 0;
        return async (client) => {
          if (++open > PLACES) await forever();
          await recordLoop(client, rightForm(layout).step);
        };
      },
    },
  });

/** So many clients are served in all. */
const PLACES = 100;
