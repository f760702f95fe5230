import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { slipMistake } from "../slip_mistake.ts";

/** A struct is sent with the gaps between its members. */
export const structPadding = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "struct-padding",
    title: "Sends a struct with its gaps",
    shows: "there are bytes between the fields, or behind them, that nobody has written",
    why:
      "The compiler puts a 32-bit number at a multiple of 4, and leaves a gap after a 16-bit number before it. sizeof counts the gaps, and room that isn't used. Put the fields into a buffer one behind the other, or send each by itself.",
    code: {
      c: {
        wrong: "send(client, &record, sizeof record, 0);",
        right:
          "memcpy(buf, &record.number, 2);\nmemcpy(buf + 2, &record.other, 4);   /* field by field, then send(client, buf, …) */",
      },
      python: {
        wrong: 'struct.pack("HIH", a, b, n)   # "@": native alignment',
        right: 'struct.pack("!HIH", a, b, n)',
      },
    },
    alike: {
      ids: ["wrong-integer-size"],
      words:
        "An int in place of a short leaves the same gap where its bytes are zero: print sizeof of the struct and of each member.",
    },
  });
