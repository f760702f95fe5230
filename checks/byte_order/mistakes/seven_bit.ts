import type { Layout } from "../../../lib/layout/layout.ts";
import type { Mistake } from "../../../lib/mistake.ts";
import { sampleByHand, slipMistake } from "../slip_mistake.ts";

/** The top bit of each byte is lost. */
export const sevenBit = (layout: Layout): Mistake =>
  slipMistake(layout, {
    id: "seven-bit",
    title: "Loses the top bit of each byte",
    shows: "bytes of the text from 80 up come back without their top bit",
    why:
      "& 0x7f makes ASCII of everything. A byte has eight bits, and the text may hold any value.",
    code: {
      c: { wrong: "text[i] &= 0x7f;", right: "/* nothing: send the text as it came */" },
      python: { wrong: "bytes(byte & 0x7F for byte in text)", right: "text" },
      javascript: { wrong: 'text.toString("ascii")', right: "text" },
    },
  }, { byHand: sampleByHand(layout, new Uint8Array([0xc1, 0xe2])) });
