import { utf8 } from "../../../lib/bytes/text.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { sampleByHand, slipMistake } from "../slip_mistake.ts";

/** Letters of the text are changed. */
export const changesCase = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "changes-case",
    title: "Changes letters into capitals",
    shows: "letters of the text come back in the other case; all other bytes are intact",
    why:
      "toupper() is from another exercise. The text is data: the reply has exactly the bytes that came.",
    code: {
      c: { wrong: "text[i] = toupper(text[i]);", right: "/* nothing: send the text as it came */" },
      python: {
        wrong: "client.sendall(head + text.upper())",
        right: "client.sendall(head + text)",
      },
      java: { wrong: "out.writeBytes(text.toUpperCase());", right: "out.write(text, 0, length);" },
      javascript: { wrong: "text.toString().toUpperCase()", right: "text" },
    },
  }, { byHand: sampleByHand(layout, utf8("Hi")) });
