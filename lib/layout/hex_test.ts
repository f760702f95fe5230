import { assertEquals } from "@std/assert";
import { byteCount, hex } from "./hex.ts";

Deno.test("hex() writes pairs of capital digits, and says how many it left out", () => {
  assertEquals(hex(new Uint8Array([1, 0xab, 0xff])), "01 AB FF");
  assertEquals(hex(new Uint8Array(20), { limit: 2 }), "00 00 … (20 bytes)");
  assertEquals(hex(new Uint8Array()), "nothing");
});

Deno.test("byteCount() knows the singular", () => {
  assertEquals([byteCount(0), byteCount(1), byteCount(2)], ["0 bytes", "1 byte", "2 bytes"]);
});
