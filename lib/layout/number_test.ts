import { assertEquals } from "@std/assert";
import {
  integerBytes,
  integerRange,
  numberBytes,
  type NumberType,
  readNumber,
  wrap,
} from "./number.ts";

const rows: readonly (readonly [NumberType, number | bigint, string])[] = [
  ["u8", 0xff, "ff"],
  ["u16", 0x0102, "0102"],
  ["u16", 0xffff, "ffff"],
  ["u32", 0x01020304, "01020304"],
  ["u32", 0xfffffffe, "fffffffe"],
  ["u64", 0x0102030405060708n, "0102030405060708"],
  ["u64", 0xffffffffffffffffn, "ffffffffffffffff"],
  ["i8", -2, "fe"],
  ["i16", -32768, "8000"],
  ["i32", -2, "fffffffe"],
  ["i64", -2n, "fffffffffffffffe"],
  ["float32", 1, "3f800000"],
  ["float32", -0, "80000000"],
  ["float64", 21.5, "4035800000000000"],
  ["float64", Infinity, "7ff0000000000000"],
];

for (const [type, value, hex] of rows) {
  Deno.test(`numberBytes() writes ${type} ${value} in both orders, and readNumber() reads it`, () => {
    const big = Uint8Array.fromHex(hex);
    assertEquals(numberBytes(value, { type, order: "big" }), big);
    assertEquals(numberBytes(value, { type, order: "little" }), big.toReversed());
    assertEquals(readNumber(big, { type, order: "big" }), value);
    assertEquals(readNumber(big.toReversed(), { type, order: "little" }), value);
  });
}

Deno.test("wrap() goes round at the end of a type's range", () => {
  assertEquals(wrap(0x10000n, "u16"), 0);
  assertEquals(wrap(-1n, "u32"), 0xffffffff);
  assertEquals(wrap(0x8000n, "i16"), -0x8000);
  assertEquals(wrap(1n << 64n, "u64"), 0n);
});

Deno.test("integerRange() gives both ends", () => {
  assertEquals(integerRange("i8"), [-128n, 127n]);
  assertEquals(integerRange("u64"), [0n, 0xffffffffffffffffn]);
});

Deno.test("integerBytes() keeps the lowest bytes of a number too wide", () => {
  assertEquals(integerBytes(0x01020304n, { size: 2, order: "big" }), new Uint8Array([3, 4]));
  assertEquals(
    integerBytes(-2n, { size: 8, order: "big" }),
    Uint8Array.fromHex("fffffffffffffffe"),
  );
});
