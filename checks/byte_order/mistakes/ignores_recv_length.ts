import type { Layout } from "../../../lib/layout/layout.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import type { StreamServer } from "../../../lib/serve/server.ts";
import { byWholeBuffer } from "../diagnose/whole_buffer.ts";
import { repliesTo } from "../slip_servers.ts";
import { slipMistake } from "../slip_mistake.ts";

/** The whole buffer is sent, however long the record is. */
export const ignoresRecvLength = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "ignores-recv-length",
    title: "Sends the whole buffer instead of the record",
    shows: "every reply has the size of a buffer: zeros or old bytes follow the record",
    why:
      "The buffer has room for the longest record, and most are shorter. sizeof counts all of it: send as many bytes as this record has.",
    code: {
      c: {
        wrong: "send(client, buf, sizeof buf, 0);",
        right: "send(client, buf, 8 + len, 0);   /* len as the record says */",
      },
      python: { wrong: "client.sendall(buf)", right: "client.sendall(buf[:8 + length])" },
      java: { wrong: "out.write(buf);", right: "out.write(buf, 0, 8 + length);" },
      javascript: {
        wrong: "socket.write(buffer);",
        right: "socket.write(buffer.subarray(0, 8 + length));",
      },
    },
  }, {
    recognise: byWholeBuffer(layout),
    variants: { "2000-bytes": padding(layout, 2000), "old-bytes": keeping(layout, 1500) },
  });

function padding(layout: Layout, size: number): StreamServer {
  return inBuffers(layout, size, () => new Uint8Array(size));
}

function keeping(layout: Layout, size: number): StreamServer {
  return inBuffers(layout, size, (last) => last);
}

/** Puts each reply into a buffer, over what is in it, and sends all of that. */
function inBuffers(
  layout: Layout,
  size: number,
  next: (last: Uint8Array) => Uint8Array,
): StreamServer {
  return eachClient(async (client) => {
    let buffer = new Uint8Array(size);
    for await (const reply of repliesTo(client, rightForm(layout).step)) {
      buffer = Uint8Array.from(next(buffer));
      buffer.set(reply.subarray(0, size));
      await client.send(buffer);
    }
  });
}
