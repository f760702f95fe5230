import { utf8 } from "../../../lib/bytes/text.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { sampleByHand, slipMistake } from "../slip_mistake.ts";

/** The line end behind the text is cut off. */
export const stripsLineEnd = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "strips-line-end",
    title: "Cuts the line end off",
    shows: "the newline at the end of a text is missing",
    why:
      "strtok(), chomp() and rstrip() are for lines that people type. A newline in a record is a byte like every other, and the length counts it.",
    code: {
      c: {
        wrong: 'text[strcspn(text, "\\r\\n")] = 0;',
        right: "/* nothing: send the text as it came */",
      },
      python: { wrong: 'text.rstrip(b"\\r\\n")', right: "text" },
      java: { wrong: "text.stripTrailing()", right: "out.write(text, 0, length);" },
      javascript: { wrong: 'text.toString().replace(/\\r?\\n$/, "")', right: "text" },
    },
  }, { byHand: sampleByHand(layout, utf8("a\n")) });
