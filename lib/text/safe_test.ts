import { assertEquals } from "@std/assert";
import { cut, safe, safeLines, safeStrings } from "./safe.ts";

Deno.test("safe() writes as an escape what could steer a terminal", () => {
  const rows: readonly (readonly [text: string, safe: string])[] = [
    ["Grüße, 你好 🙂", "Grüße, 你好 🙂"],
    ["\x1b[2J", "\\x1b[2J"],
    ["\x9b1m\x7f\0", "\\x9b1m\\x7f\\x00"],
    ["a\r\n\tb", "a\\r\\n\\tb"],
    ["\u202eabc\u2066", "\\u{202e}abc\\u{2066}"],
    ["\u200b\ufeff\u2028", "\\u{200b}\\u{feff}\\u{2028}"],
    ["\ud83d", "\\u{d83d}"],
    ["\u{e0041}", "\\u{e0041}"],
  ];
  for (const [text, expected] of rows) assertEquals(safe(text), expected);
});

Deno.test("safeLines() keeps lines and widens tabs", () => {
  assertEquals(safeLines("a\r\nb\n\tc\x07\rd"), "a\nb\n    c\\x07\\rd");
});

Deno.test("safeStrings() reaches every string, and keeps lines where it is told to", () => {
  const value = { a: "x\ny", list: ["\x1b", { text: "1\n2", n: 3, none: null }] };
  assertEquals(safeStrings(value, ["text"]), {
    a: "x\\ny",
    list: ["\\x1b", { text: "1\n2", n: 3, none: null }],
  });
});

Deno.test("cut() shortens what is longer than its limit", () => {
  assertEquals(cut("abcdef", 6), "abcdef");
  assertEquals(cut("abcdefg", 6), "abc...");
});
