import type { Layout } from "../../../lib/layout/layout.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { byEndAfter } from "../../../lib/diagnose/end_of_server.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { repliesTo } from "../slip_servers.ts";
import { sigpipeKills as inEcho } from "../../tcp_echo/mistakes/sigpipe_kills.ts";

/** SIGPIPE ends the program. */
export const sigpipeKills = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    shows: "a client that leaves before it has read its replies ends the whole server",
    recognise: byEndAfter(["leaves-without-reading"], "SIGPIPE"),
    serve: eachClient(async (client, program) => {
      for await (const reply of repliesTo(client, rightForm(layout).step)) {
        await client.send(reply).catch(() => program.exit());
      }
    }),
  });
