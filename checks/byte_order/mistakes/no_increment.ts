import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { slipMistake } from "../slip_mistake.ts";

/** The request is echoed. */
export const noIncrement = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "no-increment",
    title: "Sends the numbers back as they came",
    shows: "a number comes back unchanged where the reply has another one",
    why:
      "The reply to a record isn't its echo. Read each number, calculate the one that the layout asks for, and write that one back.",
    code: {
      c: {
        wrong: "send(client, buf, n, 0);",
        right: "x = htonl(ntohl(x) + 1);   /* then put it back into the buffer */",
      },
      python: {
        wrong: "client.sendall(data)",
        right: 'client.sendall(struct.pack("!HIH", (a + 1) % 2**16, (b + 1) % 2**32, n) + text)',
      },
      java: { wrong: "out.writeInt(x);", right: "out.writeInt(x + 1);" },
      javascript: { wrong: "socket.write(data);", right: "out.writeUInt32BE((x + 1) >>> 0);" },
    },
  });
