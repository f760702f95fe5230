import { assertEquals } from "@std/assert";
import { utf8 } from "../../bytes/text.ts";
import { layOut } from "../../text/blocks.ts";
import { paintFor } from "../../text/paint.ts";
import { exchange } from "../../testing/reports.ts";
import { bytesPerRow, drawBytes, drawComparison } from "./drawing.ts";

const BIG = Uint8Array.from({ length: 5000 }, (_, i) => i % 251);

interface Row {
  readonly name: string;
  readonly sent: Uint8Array;
  readonly answer: Uint8Array;
  readonly drawing: string;
}

const ROWS: readonly Row[] = [
  {
    name: "a byte that changed",
    sent: utf8("abc"),
    answer: utf8("aBc"),
    drawing: `\
    sent        61 62 63   abc
    came back   61 42 63   aBc
                   ^^ byte 1: 42, sent 62`,
  },
  {
    name: "an answer that stops",
    sent: utf8("ab\0cd"),
    answer: utf8("ab"),
    drawing: `\
    sent        61 62 00 63 64   ab.cd
    came back   61 62            ab
                      ^^ after 2 bytes it stops`,
  },
  {
    name: "no answer",
    sent: utf8("ab"),
    answer: new Uint8Array(),
    drawing: `\
    sent        61 62   ab
    came back   nothing
                ^^ here it should begin`,
  },
  {
    name: "an answer where none should be",
    sent: new Uint8Array(),
    answer: utf8("hi"),
    drawing: `\
    sent        nothing
    came back   68 69   hi
                ^^ from here on it is more than sent`,
  },
  {
    name: "a window around a difference far into the data",
    sent: BIG,
    answer: BIG.with(4000, 0xff),
    drawing: `\
    5,000 bytes sent, 5,000 came back; from byte 3,996 on:
    sent        e7 e8 e9 ea eb ec ed ee ef f0 f1 f2   ............
    came back   e7 e8 e9 ea ff ec ed ee ef f0 f1 f2   ............
                            ^^ byte 4,000: ff, sent eb
    sent        f3 f4 f5 f6 f7 f8 f9 fa 00 01 02 03   ............
    came back   f3 f4 f5 f6 f7 f8 f9 fa 00 01 02 03   ............`,
  },
];

for (const { name, sent, answer, drawing } of ROWS) {
  Deno.test(`drawComparison() draws ${name}`, () => {
    const { difference } = exchange(sent, answer);
    const { expected, observed, ...offsets } = difference!;
    const blocks = drawComparison({
      ...offsets,
      upper: "sent",
      expected: Uint8Array.fromBase64(expected),
      observed: Uint8Array.fromBase64(observed),
    }, { columns: 80, paint: paintFor(false) });
    assertEquals(layOut(blocks, 80), drawing);
  });
}

Deno.test("drawBytes() says how many bytes it leaves out", () => {
  const blocks = drawBytes("sent", { data: BIG.subarray(0, 1024), bytes: 5000 }, {
    columns: 40,
    rows: 1,
  });
  assertEquals(
    layOut(blocks, 40),
    "    sent        00 01 02 03   ....\n                and 4,996 more",
  );
});

Deno.test("bytesPerRow() takes as many as fit", () => {
  assertEquals([20, 40, 66, 80, 82, 200].map(bytesPerRow), [4, 4, 12, 12, 16, 16]);
});
