import type { Layout } from "../../../lib/layout/layout.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { utf8 } from "../../../lib/bytes/text.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { recordLoop } from "../slip_servers.ts";
import { addsBanner as inEcho } from "../../tcp_echo/mistakes/adds_banner.ts";

/** The server greets its clients. */
export const addsBanner = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    why:
      "A client takes the first bytes that come for the reply to its record. A greeting on accept() shifts everything behind it.",
    serve: eachClient(async (client) => {
      await client.send(utf8("Welcome!\n"));
      await recordLoop(client, rightForm(layout).step);
    }),
  });
