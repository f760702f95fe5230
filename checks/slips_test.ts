import { assertEquals } from "@std/assert";
import { quote } from "../lib/bytes/text.ts";
import * as slips from "./slips.ts";

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

const ROWS: readonly [slip: slips.Slip, piece: string, left: string][] = [
  [slips.cutAtNul, "ab\0c\0", "ab"],
  [slips.cutAtNul, "abc", "abc"],
  [slips.cutAtFf, "ab\xffc", "ab"],
  [slips.firstWord, " ab cd\n", "ab"],
  [slips.firstWord, " \n", ""],
  [slips.firstLine, "a\nb\n", "a\n"],
  [slips.firstLine, "ab", "ab"],
  [slips.withoutLineEnd, "a\nb\r\n", "a\nb"],
  [slips.withoutLineEnd, "\n", ""],
  [slips.trimmed, " \ta b \n", "a b"],
  [slips.trimmed, " ", ""],
  [slips.withNewline, "a", "a\n"],
  [slips.withNul, "a", "a\0"],
  [slips.withPrefix, "a", "Echo: a"],
  [slips.twice, "ab", "abab"],
  [slips.upperCase, "aZz{1\xe4", "AZZ{1\xe4"],
  [slips.withoutTopBit, "a\x80\xff", "a\0\x7f"],
  [slips.crLfAsLf, "a\r\nb\rc\n", "a\nb\rc\n"],
  [slips.lfAsCrLf, "a\nb", "a\r\nb"],
  [slips.universalNewlines, "a\r\nb\rc\n", "a\nb\nc\n"],
  [slips.linesWith("\r\n"), "a\nb\r\nc", "a\r\nb\r\nc\r\n"],
  [slips.linesWith("\n"), "", ""],
  [slips.utf8AsLatin1, "\xc3\xa4 \xe2\x82\xac", "\xe4 ?"],
  [slips.lowBytes, "\xc3\xa4\xff", "\xe4\xfd"],
  [slips.decodedAndEncoded, "a\xffb\xc3\xa4", "a\xef\xbf\xbdb\xc3\xa4"],
  [slips.decodedWithGaps, "a\xffb\xc3\xa4", "ab\xc3\xa4"],
  [slips.latin1AsUtf8, "a\xff", "a\xc3\xbf"],
  [slips.asPythonBytes, "a\\\n\0", "b'a\\\\\\n\\x00'"],
  [slips.asPythonBytes, "it's", 'b"it\'s"'],
  [slips.asJsonBuffer, "a", '{"type":"Buffer","data":[97]}'],
  [slips.asJavaArray, "a", "[B@1b6d3586"],
];

Deno.test("a slip changes the bytes that one recv() gave", () => {
  for (const [slip, piece, left] of ROWS) {
    assertEquals(quote(slip(bytes(piece))), quote(bytes(left)));
  }
});

Deno.test("isUtf8() knows valid UTF-8", () => {
  assertEquals(slips.isUtf8(bytes("a\xc3\xa4")), true);
  assertEquals(slips.isUtf8(bytes("a\xc3")), false);
});
