import type { Layout } from "../../../lib/layout/layout.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { repliesTo } from "../slip_servers.ts";
import { waitsForEof as inEcho } from "../../tcp_echo/mistakes/waits_for_eof.ts";

/** All is read before anything is answered. */
export const waitsForEof = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    alike: {
      ids: ["waits-for-full-buffer"],
      words:
        "MSG_WAITALL or fread() with a buffer that no client fills looks the same: count the bytes that you ask for.",
    },
    serve: eachClient(async (client) => {
      const replies = await Array.fromAsync(repliesTo(client, rightForm(layout).step));
      await client.send(joinBytes(...replies));
    }),
  });
