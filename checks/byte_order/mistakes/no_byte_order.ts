import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { slipMistake } from "../slip_mistake.ts";

/** Numbers are used as they lie in memory. */
export const noByteOrder = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "no-byte-order",
    title: "Numbers without ntohl() and htonl()",
    shows: "1 is added to the wrong byte: 01 02 03 FE comes back as 02 02 03 FE",
    why:
      "The network sends the high byte first, and most processors keep the low byte first. A number that is copied out of the buffer must go through ntohs() or ntohl() before you calculate with it, and through htons() or htonl() before it is sent. With neither, 1 is added to the byte that stands first.",
    code: {
      c: {
        wrong: "memcpy(&x, buf, 4); x = x + 1; memcpy(buf, &x, 4);",
        right: "memcpy(&x, buf, 4); x = htonl(ntohl(x) + 1); memcpy(buf, &x, 4);",
      },
      python: {
        wrong: 'struct.pack("<I", struct.unpack("<I", data)[0] + 1)',
        right: 'struct.pack("!I", struct.unpack("!I", data)[0] + 1)',
      },
      java: {
        wrong: "buffer.order(ByteOrder.LITTLE_ENDIAN);",
        right: "buffer.order(ByteOrder.BIG_ENDIAN);   // which it is from the start",
      },
      javascript: {
        wrong: "out.writeUInt32LE(data.readUInt32LE(2) + 1);",
        right: "out.writeUInt32BE((data.readUInt32BE(2) + 1) >>> 0);",
      },
    },
    alike: {
      ids: ["double-conversion"],
      words:
        "Two conversions in a row, as by htonl(htonl(x)), cancel each other and look the same: count the calls on the way of the number.",
    },
  });
