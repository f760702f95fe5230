import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { slipMistake } from "../slip_mistake.ts";

/** Numbers are held in a type whose range ends too early. */
export const signedOverflow = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "signed-overflow",
    title: "A number that stops at a limit or turns negative",
    shows: "numbers below 0x7FFF… are right, and those at the sign bit or at the maximum are wrong",
    why:
      "uint16_t and uint32_t go round to 0 behind their maximum, as the layout asks. A signed type has one bit less for the number, and a comparison with the maximum makes it stop there.",
    code: {
      c: {
        wrong: "int16_t x; if (x < INT16_MAX) x++;",
        right: "uint16_t x; x++;   /* 65535 + 1 is 0 */",
      },
      python: { wrong: "x = min(x + 1, 0xFFFFFFFF)", right: "x = (x + 1) % 2**32" },
      java: { wrong: "x = Math.min(x + 1, 0xFFFFFFFFL);", right: "x = (x + 1) & 0xFFFFFFFFL;" },
      javascript: { wrong: "x = Math.min(x + 1, 0xffffffff);", right: "x = (x + 1) >>> 0;" },
    },
  });
