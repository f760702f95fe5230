import type { Layout } from "../../../lib/layout/layout.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { byEndAfter } from "../../../lib/diagnose/end_of_server.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { recordLoop } from "../slip_servers.ts";
import { dieWithError as inEcho } from "../../tcp_echo/mistakes/die_with_error.ts";

/** One client's error ends the program. */
export const dieWithError = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    shows: "a client that resets its connection, or leaves too early, ends the whole server",
    recognise: byEndAfter([
      ...["reset-at-once", "reset-in-record", "half-a-record", "half-a-text"],
      ...["empty-connection", "leave-at-once", "leaves-without-reading"],
    ], "error"),
    serve: eachClient(async (client, program) => {
      await recordLoop(client, rightForm(layout).step).catch(() => program.exit());
    }),
    variants: { "half-a-record": dyingOfHalves(layout) },
  });

/** A `recv()` that returns 0 in the middle of a record is taken for an error, too. */
function dyingOfHalves(layout: Layout) {
  return eachClient(async (client, program) => {
    let isWithin = false;
    await recordLoop(client, (bytes) => {
      isWithin = bytes.length > 0;
      return rightForm(layout).step(bytes);
    }).catch(() => isWithin = true);
    if (isWithin) program.exit();
  });
}
