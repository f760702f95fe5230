import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { slipMistake } from "../slip_mistake.ts";

/** The terminator of a C string is sent along. */
export const addsNul = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "adds-nul",
    title: "Sends the terminating NUL along",
    shows: "there is a 00 byte behind the text, and the next record is shifted",
    why:
      "A C string ends in a 00 byte, and len + 1 or strlen(s) + 1 counts it. The record says how long its text is, and ends there: the client takes the 00 for the first byte of the next one.",
    code: {
      c: { wrong: "send(client, buf, 8 + len + 1, 0);", right: "send(client, buf, 8 + len, 0);" },
      python: {
        wrong: 'client.sendall(head + text + b"\\0")',
        right: "client.sendall(head + text)",
      },
    },
  });
