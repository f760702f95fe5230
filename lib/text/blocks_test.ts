import { assertEquals } from "@std/assert";
import { type Block, drawn, layOut, prose, sideBySide, verbatim } from "./blocks.ts";

interface Row {
  readonly name: string;
  readonly blocks: readonly Block[];
  readonly columns: number;
  readonly lines: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    name: "leaves alone what fits",
    blocks: [prose("a  b", { indent: 2, label: "Why" })],
    columns: 80,
    lines: ["  Why         a  b"],
  },
  {
    name: "goes on where the first line began",
    blocks: [prose("one two three four five", { indent: 1, label: "W", labelWidth: 3 })],
    columns: 20,
    lines: [" W  one two three", "    four five"],
  },
  {
    name: "goes below a label that leaves no room",
    blocks: [prose("one two three", { indent: 2, label: "Why" })],
    columns: 20,
    lines: ["  Why", "    one two three"],
  },
  {
    name: "breaks a word that is longer than the line",
    blocks: [prose("abcdefghij")],
    columns: 4,
    lines: ["abcd", "efgh", "ij"],
  },
  {
    name: "never wraps what is verbatim",
    blocks: [verbatim("one two three")],
    columns: 4,
    lines: ["one two three"],
  },
  {
    name: "goes on below the last column of a drawn line",
    blocks: [drawn("Why   one two three four five", 0)],
    columns: 22,
    lines: ["Why   one two three", "      four five"],
  },
  {
    name: "counts wide letters twice",
    blocks: [prose("你好 你好")],
    columns: 5,
    lines: ["你好", "你好"],
  },
];

for (const { name, blocks, columns, lines } of ROWS) {
  Deno.test(`layOut() ${name}`, () => {
    assertEquals(layOut(blocks, columns).split("\n"), lines);
  });
}

Deno.test("sideBySide() puts parts below each other where they don't fit", () => {
  assertEquals(layOut(sideBySide(["ab", "cd"], 7), 7), "ab   cd");
  assertEquals(layOut(sideBySide(["ab", "cd"], 6), 6), "ab\ncd");
});
