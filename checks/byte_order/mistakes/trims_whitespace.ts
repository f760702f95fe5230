import { utf8 } from "../../../lib/bytes/text.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { sampleByHand, slipMistake } from "../slip_mistake.ts";

/** White space at both ends of the text is cut off. */
export const trimsWhitespace = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "trims-whitespace",
    title: "Cuts white space off at both ends",
    shows: "spaces and line ends at both ends of a text are missing",
    why:
      "strip() and trim() are for input that people type. A space in a record is a byte like every other, and the length counts it.",
    code: {
      c: {
        wrong: "while (isspace(*text)) text++;",
        right: "/* nothing: send the text as it came */",
      },
      python: { wrong: "text.strip()", right: "text" },
      java: { wrong: "text.trim()", right: "out.write(text, 0, length);" },
      javascript: { wrong: "text.toString().trim()", right: "text" },
    },
  }, { byHand: sampleByHand(layout, utf8(" a")) });
