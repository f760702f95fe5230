import { utf8 } from "../../../lib/bytes/text.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { sampleByHand, slipMistake } from "../slip_mistake.ts";

/** Text is converted like numbers. */
export const textSwapped = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "text-swapped",
    title: "Text converted like numbers",
    shows: "bytes of the text come back exchanged, in groups of two, four or eight",
    why:
      "A text is one byte after another, and bytes have no byte order among themselves. htons() and htonl() are for numbers alone: send the text as it came.",
    code: {
      c: {
        wrong: "for (i = 0; i < len / 2; i++) words[i] = htons(words[i]);",
        right: "/* nothing: the text is sent as it came */",
      },
      python: { wrong: "text = text[::-1]", right: "client.sendall(text)" },
      java: {
        wrong: "chars.order(ByteOrder.LITTLE_ENDIAN).asShortBuffer()",
        right: "out.write(text);",
      },
      javascript: { wrong: "text.swap16();", right: "socket.write(text);" },
    },
  }, { byHand: sampleByHand(layout, utf8("abcd")) });
