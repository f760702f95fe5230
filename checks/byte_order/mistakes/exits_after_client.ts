import type { Layout } from "../../../lib/layout/layout.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { recordLoop } from "../slip_servers.ts";
import { exitsAfterClient as inEcho } from "../../tcp_echo/mistakes/exits_after_client.ts";

/** There is no loop around `accept()`. */
export const exitsAfterClient = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    serve: {
      ...eachClient((client, program) =>
        recordLoop(client, rightForm(layout).step).finally(() => program.exit())
      ),
      serving: "iterative",
    },
  });
