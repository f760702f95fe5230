import { assertEquals } from "@std/assert";
import { isProse } from "./reading.ts";

Deno.test("isProse() takes no two bytes of a number for a text", () => {
  for (
    const [bytes, expected] of [
      [[0x3f, 0x50, 0, 0], false],
      [[0x3f, 0x50], false],
      [[...new TextEncoder().encode("Thu Nov 26 23:30:00 2026\n")], true],
      [[...new TextEncoder().encode("3973366256\n")], false],
    ] as const
  ) assertEquals(isProse(Uint8Array.from(bytes)), expected);
});
