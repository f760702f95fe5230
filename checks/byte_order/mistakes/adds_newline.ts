import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { slipMistake } from "../slip_mistake.ts";

/** A newline is sent behind each record. */
export const addsNewline = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "adds-newline",
    title: "Adds a newline behind the record",
    shows: "there is a newline behind the reply, and the next record is shifted",
    why:
      'println() and "\\n" are for lines that people read. A record ends where its length says: the client takes the newline for the first byte of the next one.',
    code: {
      c: {
        wrong: 'send(client, buf, n, 0); send(client, "\\n", 1, 0);',
        right: "send(client, buf, n, 0);",
      },
      python: { wrong: 'client.sendall(reply + b"\\n")', right: "client.sendall(reply)" },
      java: { wrong: "out.println(reply);", right: "out.write(reply);" },
      javascript: { wrong: "socket.write(`${reply}\\n`);", right: "socket.write(reply);" },
    },
  });
