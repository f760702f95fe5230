import { utf8 } from "../../../lib/bytes/text.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { sampleByHand, slipMistake } from "../slip_mistake.ts";

/** Line ends in the text are changed. */
export const textMode = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "text-mode",
    title: "Changes line ends",
    shows: "CR LF in a text becomes LF, or LF becomes CR LF",
    why:
      "A text is a row of bytes here, whatever they stand for. Only a file that was opened as text, or a replace(), changes line ends: leave them alone.",
    code: {
      c: {
        wrong: 'f = fdopen(client, "rt");',
        right: 'f = fdopen(client, "rb");   /* or recv() */',
      },
      python: { wrong: 'text.replace(b"\\r\\n", b"\\n")', right: "text" },
      java: { wrong: 'text.replace("\\r\\n", "\\n")', right: "out.write(text, 0, length);" },
      javascript: { wrong: 'text.toString().replaceAll("\\r\\n", "\\n")', right: "text" },
    },
  }, { byHand: sampleByHand(layout, utf8("\r\n")) });
