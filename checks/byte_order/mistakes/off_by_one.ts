import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { slipMistake } from "../slip_mistake.ts";

/** The largest allowed value is treated as too large. */
export const offByOne = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "off-by-one",
    title: ">= where > is meant",
    shows:
      "exactly the largest length, or the largest number, is refused or cut, and all below it are right",
    why:
      "The maximum itself is allowed. A comparison by >= refuses it, and a buffer of exactly that size has no room for a terminator that you add.",
    code: {
      c: { wrong: "if (len >= MAX) return;", right: "if (len > MAX) return;" },
      python: { wrong: "if length >= 1024: return", right: "if length > 1024: return" },
      java: { wrong: "if (length >= 1024) return;", right: "if (length > 1024) return;" },
      javascript: {
        wrong: "if (length >= 1024) return socket.destroy();",
        right: "if (length > 1024) return socket.destroy();",
      },
    },
  });
