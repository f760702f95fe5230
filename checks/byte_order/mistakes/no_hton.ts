import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { slipMistake } from "../slip_mistake.ts";

/** Numbers are not converted when they are written. */
export const noHton = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "no-hton",
    title: "Numbers without htonl() when they are written",
    shows: "the right number comes back, with its bytes in the reverse order",
    why:
      "Your number is right, but it was sent as it lies in memory, the low byte first. htons() for 16 bits and htonl() for 32 bits turn it round before send().",
    code: {
      c: {
        wrong: "x = ntohl(x) + 1; send(client, &x, 4, 0);",
        right: "x = htonl(ntohl(x) + 1); send(client, &x, 4, 0);",
      },
      python: {
        wrong: 'client.sendall(struct.pack("<I", x + 1))',
        right: 'client.sendall(struct.pack("!I", x + 1))',
      },
      java: {
        wrong: "out.writeInt(Integer.reverseBytes(x + 1));",
        right: "out.writeInt(x + 1);   // which is big-endian",
      },
      javascript: { wrong: "out.writeUInt32LE(x);", right: "out.writeUInt32BE(x);" },
    },
    alike: {
      ids: ["double-conversion"],
      words:
        "Two conversions before it is sent, as by htonl(htonl(x)), cancel each other and look the same: count the calls on the way of the number.",
    },
  });
