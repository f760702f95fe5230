import { assertEquals } from "@std/assert";
import { firstDifference, indexOfBytes, sameBytes } from "./compare.ts";

const bytes = (...values: number[]) => new Uint8Array(values);

const DIFFERENCES: readonly [Uint8Array, Uint8Array, number | null][] = [
  [bytes(), bytes(), null],
  [bytes(1, 2), bytes(1, 2), null],
  [bytes(1, 2), bytes(1, 3), 1],
  [bytes(1, 2), bytes(1), 1],
  [bytes(), bytes(9), 0],
];

Deno.test("firstDifference() gives the offset, or null for the same bytes", () => {
  for (const [a, b, at] of DIFFERENCES) {
    assertEquals(firstDifference(a, b), at);
    assertEquals(sameBytes(a, b), at === null);
  }
});

Deno.test("indexOfBytes() finds the first place from an offset on", () => {
  assertEquals(indexOfBytes(bytes(1, 2, 1, 2), bytes(1, 2)), 0);
  assertEquals(indexOfBytes(bytes(1, 2, 1, 2), bytes(1, 2), 1), 2);
  assertEquals(indexOfBytes(bytes(1, 2), bytes(2, 1)), -1);
  assertEquals(indexOfBytes(bytes(1), bytes(1, 2)), -1);
});
