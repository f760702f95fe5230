import type { Random } from "../lib/bytes/random.ts";
import { utf8 } from "../lib/bytes/text.ts";

/** A line that no server can know beforehand. */
export function randomLine(random: Random, letters = 12): Uint8Array {
  return utf8(`${random.letters(letters)}\n`);
}

/** Random bytes with 00 and FF near the beginning, so that no seed hides a slip with either. */
export function randomBytes(random: Random, count: number): Uint8Array {
  const bytes = random.bytes(count);
  if (count > 20) bytes.set([0x00, 0xff], 3 + random.below(8));
  return bytes;
}
