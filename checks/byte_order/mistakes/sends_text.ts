import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { byPrinted } from "../diagnose/printed.ts";
import { slipMistake } from "../slip_mistake.ts";

/** Numbers are sent as digits. */
export const sendsText = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "sends-text",
    title: "Sends numbers as text",
    shows: "the digits of a number come in place of its bytes",
    why:
      "sprintf() and str() make digits for people: 258 becomes the three bytes 32 35 38. A field of 16 bits holds the number itself, in two bytes: 01 02. Send the bytes of the converted variable.",
    code: {
      c: {
        wrong: 'n = sprintf(buf, "%u", x); send(client, buf, n, 0);',
        right: "uint32_t x = htonl(value); send(client, &x, 4, 0);",
      },
      python: {
        wrong: "client.sendall(str(x).encode())",
        right: 'client.sendall(struct.pack("!I", x))',
      },
      java: { wrong: "writer.print(x);", right: "dataOut.writeInt(x);" },
      javascript: {
        wrong: "socket.write(String(x));",
        right: "out.writeUInt32BE(x); socket.write(out);",
      },
    },
  }, { recognise: byPrinted(layout) });
