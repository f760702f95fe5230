import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { slipMistake } from "../slip_mistake.ts";

/** Numbers are converted twice. */
export const doubleConversion = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "double-conversion",
    title: "Numbers converted twice",
    shows:
      "the bytes of the number come in the reverse order, as if it had not been converted at all",
    why:
      "htonl() turns the four bytes round, and a second htonl() turns them back. It happens where a function that already converts is called with a converted number: convert exactly once, where the bytes are put into the buffer.",
    code: {
      c: {
        wrong: "put32(buf, htonl(x));   /* put32() calls htonl(), too */",
        right: "put32(buf, x);",
      },
      python: { wrong: 'struct.pack("!I", socket.htonl(x))', right: 'struct.pack("!I", x)' },
      java: { wrong: "buffer.putInt(Integer.reverseBytes(x));", right: "buffer.putInt(x);" },
      javascript: { wrong: "out.writeUInt32BE(swap32(x));", right: "out.writeUInt32BE(x);" },
    },
    alike: {
      ids: ["no-hton", "no-ntoh", "no-byte-order"],
      words:
        "A conversion that is missing looks the same: count the calls of htonl() and ntohl() on the way of the number.",
    },
  });
