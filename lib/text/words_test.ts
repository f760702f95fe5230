import { assertEquals } from "@std/assert";
import { listed, number, plural } from "./words.ts";

Deno.test("listed() names the first, and says how many more there are", () => {
  const rows: readonly (readonly [names: readonly string[], text: string])[] = [
    [[], ""],
    [["a"], "a"],
    [["a", "b", "c"], "a, b, c"],
    [["a", "b", "c", "d"], "a, b, 2 more"],
  ];
  for (const [names, text] of rows) assertEquals(listed(names), text);
});

Deno.test("number() and plural() say an amount", () => {
  assertEquals([0, 2.5, 1 / 3, 40].map(number), ["0", "2.5", "0.33", "40"]);
  assertEquals([0, 1, 2].map((count) => plural(count, "check")), ["checks", "check", "checks"]);
});
