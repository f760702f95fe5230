import type { Layout } from "../../../lib/layout/layout.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { byLeftOpen } from "../../../lib/diagnose/left_open.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { eachClient, forever } from "../../../lib/serve/echo.ts";
import { recordLoop } from "../slip_servers.ts";
import { eofIgnored as inEcho } from "../../tcp_echo/mistakes/eof_ignored.ts";

/** The end of the client's side isn't noticed. */
export const eofIgnored = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    shows: "after the client's half-close every record is answered, but the end never comes",
    recognise: byLeftOpen,
    serve: eachClient(async (client) => {
      await recordLoop(client, rightForm(layout).step);
      await forever();
    }),
  });
