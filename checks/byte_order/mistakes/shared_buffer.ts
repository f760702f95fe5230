import { decode } from "../../../lib/layout/decode.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import { patternBytes } from "../../../lib/layout/slips/pattern.ts";
import { largestRecord } from "../../../lib/layout/slips/record.ts";
import { inSuite, type Mistake } from "../../../lib/mistake.ts";
import type { Client } from "../../../lib/serve/client.ts";
import type { Program, StreamServer } from "../../../lib/serve/server.ts";
import { sharedBuffer as inEcho } from "../../tcp_echo/mistakes/shared_buffer.ts";
import { byStrangers } from "../diagnose/strangers.ts";

/** All threads use one buffer. */
export const sharedBuffer = (layout: Layout): Mistake =>
  inSuite(inEcho, {
    suite: "byte-order",
    shows: "a client gets bytes of another's record when both are active",
    recognise: byStrangers(layout),
    serve: sharing(layout),
  });

/** Each client has a count of its own of what is in the buffer, but the buffer is one. */
function sharing(layout: Layout): StreamServer {
  return {
    transport: "tcp",
    serving: "concurrent",
    start(program) {
      const buffer = new Uint8Array(largestRecord(layout));
      return (client) => serve(client, { buffer, layout, program });
    },
  };
}

async function serve(
  client: Client,
  { buffer, layout, program }: {
    readonly buffer: Uint8Array;
    readonly layout: Layout;
    readonly program: Program;
  },
): Promise<void> {
  const { step } = rightForm(layout);
  for (let have = 0;;) {
    const next = step(buffer.slice(0, have));
    if (next === "closes") return;
    if (next !== "waits") {
      buffer.set(patternBytes(next.reply));
      await program.sleep(0); // another thread's turn
      await client.send(buffer.slice(0, next.size));
      have = 0;
      continue;
    }
    const want = needed(layout, buffer.slice(0, have)) - have;
    const room = Math.min(want, program.bufferBytes);
    const count = await client.recvInto(buffer.subarray(have, have + room));
    if (count === 0) return;
    have += count;
  }
}

/** How many bytes the record has that begins so, as far as that is known. */
function needed(layout: Layout, bytes: Uint8Array): number {
  const found = decode(layout, bytes);
  return found.outcome === "incomplete" ? found.needs : bytes.length + 1;
}
