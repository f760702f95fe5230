import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { byFullTable } from "../../../lib/diagnose/clients.ts";
import { forever } from "../../../lib/serve/echo.ts";
import { tableOfTimes } from "../servers.ts";
import { fixedTable as inEcho } from "../../tcp_echo/mistakes/fixed_table.ts";

/** There is room for a few clients. */
export const fixedTable: Mistake = inSuite(inEcho, {
  suite: "tcp-time",
  recognise: byFullTable(({ receivedBytes }) => receivedBytes > 0),
  serve: tableOfTimes(4, (client) => Promise.resolve(client.close())),
  variants: { "never-answered": tableOfTimes(4, forever) },
});
