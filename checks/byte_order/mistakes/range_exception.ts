import type { Layout } from "../../../lib/layout/layout.ts";
import { rightForm } from "../../../lib/layout/slips/forms.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { eachClient } from "../../../lib/serve/echo.ts";
import { allForms } from "../forms.ts";
import { slipMistake } from "../slip_mistake.ts";
import { recordLoop, slipServers } from "../slip_servers.ts";

const ID = "range-exception";

/** A number that doesn't fit any more is an exception. */
export const rangeException = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: ID,
    title: "An exception at the largest number",
    shows: "the connection, or the server, ends where a number should go round to 0",
    why:
      "struct.pack() and writeUInt16BE() take only what fits into the field, and throw for 65,535 + 1. Numbers of a fixed size go round: take the sum modulo 2 to the number of bits.",
    code: {
      c: {
        wrong: 'if (x == UINT16_MAX) DieWithError("overflow");',
        right: "x++;   /* a uint16_t goes round by itself */",
      },
      python: {
        wrong: 'struct.pack("!H", x + 1)',
        right: 'struct.pack("!H", (x + 1) % 2**16)',
      },
      java: { wrong: "x = Math.addExact(x, 1);", right: "x = x + 1;   // goes round" },
      javascript: {
        wrong: "out.writeUInt16BE(x + 1);",
        right: "out.writeUInt16BE((x + 1) & 0xffff);   // >>> 0 for 32 bits",
      },
    },
  }, {
    variants: { ...slipServers(layout, ID).variants, "ends-server": endingServer(layout) },
  });

/** The exception ends the whole program; a record that is to be refused does not. */
function endingServer(layout: Layout) {
  const form = allForms(layout).find(({ id }) => id === ID);
  const right = rightForm(layout);
  return eachClient((client, program) =>
    recordLoop(client, (bytes) => {
      const next = (form ?? right).step(bytes);
      if (next === "closes" && right.step(bytes) !== "closes") program.exit();
      return next;
    })
  );
}
