import { assertEquals } from "@std/assert";
import { isCutAtNuls } from "./nul_cuts.ts";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const FILE = "a picture\0 and more of it\0 and the next block, which is long\0end";

/** What came of `FILE`, and whether `strlen()` can have made that of it. */
const ROWS: readonly (readonly [what: string, came: string, isCut: boolean])[] = [
  ["all before the first 00", "a picture", true],
  [
    "of two pieces what stands before their 00",
    "a picture and the next block, which is long",
    true,
  ],
  ["nothing of a piece that begins with 00", "", false],
  ["the file as it is", FILE, false],
  ["the file without its 00 bytes", FILE.replaceAll("\0", ""), false],
  ["less than what stands before the 00", "a pict", false],
  ["other bytes", "a pictUre", false],
  ["a part that isn't in the file", "a picture of something else", false],
];

for (const [what, came, isCut] of ROWS) {
  Deno.test(`isCutAtNuls() ${isCut ? "knows" : "refuses"} ${what}`, () => {
    assertEquals(isCutAtNuls(bytes(came), bytes(FILE), { isWhole: true }), isCut);
  });
}
