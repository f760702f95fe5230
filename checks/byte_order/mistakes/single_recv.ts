import type { Layout } from "../../../lib/layout/layout.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { singleRecv as inEcho } from "../../tcp_echo/mistakes/single_recv.ts";
import { byFirstRecordOnly } from "../diagnose/stream.ts";
import { largestRecord } from "../../../lib/layout/slips/record.ts";
import { repliesTo } from "../slip_servers.ts";
import { answerPiece } from "../piece_servers.ts";

/** One record is read and answered, and that was it. */
export const singleRecv = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    shows: "the first record is answered, then the connection ends; what comes later is lost",
    why:
      "A connection carries any number of records, until recv() returns 0: the client has ended its side. It takes a loop around recv() and send().",
    recognise: byFirstRecordOnly(layout),
    serve: eachClient(async (client) => {
      const { value } = await repliesTo(client, rightForm(layout).step).next();
      if (value instanceof Uint8Array) await client.send(value);
    }),
    variants: {
      "one-call": eachClient(async (client, { bufferBytes }) => {
        const buffer = new Uint8Array(Math.max(bufferBytes, largestRecord(layout)));
        const count = await client.recvInto(buffer);
        if (count > 0) await client.send(answerPiece(layout, buffer.slice(0, count)));
      }),
    },
  });
