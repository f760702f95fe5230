import type { Layout } from "../../../lib/layout/layout.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { byFullTable } from "../../../lib/diagnose/clients.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import type { Client } from "../../../lib/serve/client.ts";
import { forever } from "../../../lib/serve/echo.ts";
import { recordLoop } from "../slip_servers.ts";
import { fixedTable as inEcho, tableOf } from "../../tcp_echo/mistakes/fixed_table.ts";

/** There is room for a few clients. */
export const fixedTable = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    recognise: byFullTable(({ receivedBytes }) => receivedBytes > 0),
    serve: tableOf(10, (client) => Promise.resolve(client.close()), serving(layout)),
    variants: { "never-answered": tableOf(10, forever, serving(layout)) },
  });

function serving(layout: Layout): (client: Client) => Promise<void> {
  return (client) => recordLoop(client, rightForm(layout).step);
}
