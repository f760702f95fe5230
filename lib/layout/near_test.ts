import { assertEquals } from "@std/assert";
import { nearest, nearestType } from "./near.ts";

const TYPES = ["u8", "u16", "u32", "i32", "float32", "bytes"];

for (
  const [word, expected] of [
    ["u61", "u16"],
    ["U32", "u32"],
    ["uint16_t", "u16"],
    ["int", "i32"],
    ["double", "float64"],
    ["byts", "bytes"],
    ["string", "bytes"],
    ["banana", null],
    ["constructor", null],
    ["", null],
  ] as const
) {
  Deno.test(`nearestType() takes "${word}" for ${expected}`, () => {
    assertEquals(nearestType(word, TYPES), expected);
  });
}

Deno.test("nearest() prefers the word with the fewest edits", () => {
  assertEquals(nearest("lenght", ["text", "length", "tenth"]), "length");
});
