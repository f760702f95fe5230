import { assert, assertEquals, assertMatch, assertNotEquals } from "@std/assert";
import { randomFrom } from "./random.ts";

Deno.test("randomFrom() gives the same bytes for the same name, and others for another", () => {
  const once = randomFrom("7/a/1").bytes(1000);
  assertEquals(once, randomFrom("7/a/1").bytes(1000));
  assertNotEquals(once, randomFrom("7/a/2").bytes(1000));
});

Deno.test("randomFrom() covers all byte values and stays below its limit", () => {
  const random = randomFrom("any");
  assertEquals(new Set(random.bytes(10_000)).size, 256);
  for (let i = 0; i < 1000; i++) assert(random.below(3) < 3);
  assertMatch(random.letters(12), /^[a-z]{12}$/);
});
