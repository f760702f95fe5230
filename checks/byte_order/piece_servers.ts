import type { Layout } from "../../lib/layout/layout.ts";
import { rightForm } from "../../lib/layout/slips/forms.ts";
import { patternBytes } from "../../lib/layout/slips/pattern.ts";
import { largestRecord } from "../../lib/layout/slips/record.ts";

/** What a program sends that takes a piece of the stream for a whole record, in a buffer of zeros. */
export function answerPiece(layout: Layout, piece: Uint8Array): Uint8Array {
  const buffer = new Uint8Array(largestRecord(layout));
  buffer.set(piece.subarray(0, buffer.length));
  const first = rightForm(layout).step(buffer);
  if (typeof first === "string") return piece;
  const reply = patternBytes(first.reply);
  const sent = Uint8Array.from(piece);
  sent.set(reply.subarray(0, sent.length));
  return sent;
}
