import { assertEquals } from "@std/assert";
import { joinBytes } from "./byte_list.ts";
import { sameBytes } from "./compare.ts";

Deno.test("joinBytes() keeps the order, and sameBytes() compares length and content", () => {
  const both = joinBytes(new Uint8Array([1]), new Uint8Array(), new Uint8Array([2, 3]));
  assertEquals(sameBytes(both, new Uint8Array([1, 2, 3])), true);
  assertEquals(sameBytes(both, new Uint8Array([1, 2])), false);
  assertEquals(sameBytes(both, new Uint8Array([1, 2, 4])), false);
});
