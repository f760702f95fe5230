import type { Layout } from "../../../lib/layout/layout.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { recordLoop } from "../slip_servers.ts";
import { interruptedAccept as inEcho } from "../../tcp_echo/mistakes/interrupted_accept.ts";

/** A child's end interrupts `accept()`. */
export const interruptedAccept = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    serve: {
      ...eachClient((client, program) =>
        recordLoop(client, rightForm(layout).step).finally(() => program.stopListening())
      ),
      serving: "concurrent",
    },
  });
