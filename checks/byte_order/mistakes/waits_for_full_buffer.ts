import type { Layout } from "../../../lib/layout/layout.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { largestRecord } from "../../../lib/layout/slips/record.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import { Client } from "../../../lib/serve/client.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { waitsForFullBuffer as inEcho } from "../../tcp_echo/mistakes/waits_for_full_buffer.ts";
import { byHeldBack } from "../diagnose/held_back.ts";
import { recordLoop } from "../slip_servers.ts";

/** Reading goes on until the buffer is full. */
export const waitsForFullBuffer = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    shows: "a record gets no reply until so many more bytes have come that a buffer is full",
    alike: {
      ids: ["waits-for-eof"],
      words:
        "Where no client sends as much as the buffer holds, a loop that reads to the end of the stream looks the same.",
    },
    recognise: byHeldBack,
    serve: eachClient((client, { bufferBytes }) => {
      const size = Math.max(bufferBytes, largestRecord(layout));
      return recordLoop(filling(client, size), rightForm(layout).step);
    }),
  });

/** A client of whom `recv()` returns only whole buffers, or what there was at the end. */
function filling(client: Client, size: number): Client {
  return Object.assign(Object.create(client) as Client, {
    async recv(): Promise<Uint8Array | null> {
      const buffer = new Uint8Array(size);
      let have = 0;
      for (let n = 1; have < size && n > 0; have += n) {
        n = await client.recvInto(buffer.subarray(have));
      }
      return have > 0 ? buffer.subarray(0, have) : null;
    },
    send: (bytes: Uint8Array) => client.send(bytes),
  });
}
