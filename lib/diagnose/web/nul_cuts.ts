import { indexOfBytes } from "../../bytes/compare.ts";

const NUL = 0x00;
/** So many bytes behind a cut show where the content goes on. */
const SAMPLE_BYTES = 8;
/** How many bytes of a file are compared with the content. */
const LONGEST_FILE = 65_536;

/**
 * Whether content is what is left of a file where each of its pieces is measured by `strlen()`: every
 * gap begins at a 00, no 00 comes, and what is missing isn't just the 00 bytes themselves.
 */
export function isCutAtNuls(
  came: Uint8Array,
  file: Uint8Array,
  { isWhole }: { readonly isWhole: boolean },
): boolean {
  if (came.includes(NUL)) return false;
  let [at, lost] = [0, 0];
  for (let i = 0; i < came.length; i++, at++) {
    if (came[i] === file[at]) continue;
    if (file[at] !== NUL) return false;
    const next = indexOfBytes(
      file.subarray(0, LONGEST_FILE),
      came.subarray(i, i + SAMPLE_BYTES),
      at + 1,
    );
    if (next < 0) return isNearlyAll(came.length, i) && lost > 0;
    lost += countOthers(file.subarray(at, next));
    at = next;
  }
  if (!isWhole) return lost > 0;
  return at < file.length && file[at] === NUL && lost + countOthers(file.subarray(at)) > 0;
}

/** What is shorter than a sample at the end of the content can't be found in the file for sure. */
function isNearlyAll(length: number, at: number): boolean {
  return length - at < SAMPLE_BYTES;
}

function countOthers(bytes: Uint8Array): number {
  return bytes.reduce((count, byte) => count + (byte === NUL ? 0 : 1), 0);
}
