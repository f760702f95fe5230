import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { slipMistake } from "../slip_mistake.ts";

/** Numbers are not converted when they are read. */
export const noNtoh = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "no-ntoh",
    title: "Numbers without ntohl() when they are read",
    shows:
      "1 is added to a number whose bytes stand the other way round: 00 00 00 FE comes back as FE 00 00 01",
    why:
      "recv() gives you the bytes as they came, the high byte first. ntohs() and ntohl() make a number of them that this machine can calculate with. Your reply is converted, the request was not.",
    code: {
      c: {
        wrong: "recv(client, &x, 4, MSG_WAITALL); x = htonl(x + 1);",
        right: "recv(client, &x, 4, MSG_WAITALL); x = htonl(ntohl(x) + 1);",
      },
      python: { wrong: 'x, = struct.unpack("<I", data)', right: 'x, = struct.unpack("!I", data)' },
      java: {
        wrong: "x = Integer.reverseBytes(in.readInt());",
        right: "x = in.readInt();   // which is big-endian",
      },
      javascript: { wrong: "x = data.readUInt32LE(2);", right: "x = data.readUInt32BE(2);" },
    },
    alike: {
      ids: ["double-conversion"],
      words:
        "Two conversions when it is read, as by ntohl(ntohl(x)), cancel each other and look the same.",
    },
  });
