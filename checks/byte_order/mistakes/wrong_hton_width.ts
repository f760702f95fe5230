import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { slipMistake } from "../slip_mistake.ts";

/** The conversion is for another number of bits. */
export const wrongHtonWidth = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "wrong-hton-width",
    title: "htons() for 32 bits, or htonl() for 16",
    shows: "half of the number is lost or zero, or its halves are exchanged",
    why:
      "htons() and ntohs() are for 16 bits, htonl() and ntohl() for 32. htons() cuts a longer number to its low half; htonl() of a short moves the number into the half that the short doesn't keep, and 0 is left.",
    code: {
      c: {
        wrong: "uint32_t x = htons(value);",
        right: "uint32_t x = htonl(value);     /* and htons() for a uint16_t */",
      },
      python: {
        wrong: "socket.htons(value)",
        right: 'struct.pack("!I", value)   # and "!H" for 16 bits',
      },
      java: { wrong: "out.writeShort((short) value);", right: "out.writeInt(value);" },
      javascript: {
        wrong: "out.writeUInt16BE(value & 0xffff);",
        right: "out.writeUInt32BE(value);",
      },
    },
    alike: {
      ids: ["wrong-integer-size"],
      words:
        "A variable that is too short for the number loses the same half: look at its type and at the function.",
    },
  });
