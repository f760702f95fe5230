import { assertEquals } from "@std/assert";
import { compareBody } from "./compare_body.ts";

const EXPECTED = Uint8Array.of(1, 2, 3, 4, 5);

Deno.test("compareBody() finds where two bodies part", () => {
  const rows = [
    { pieces: [[1, 2], [3, 4, 5]], differsAt: undefined, same: true },
    { pieces: [[1, 2, 3, 4]], differsAt: 4, same: false },
    { pieces: [[1, 2, 9], [4, 5]], differsAt: 2, same: false },
    { pieces: [[1, 2, 3, 4, 5], [6]], differsAt: 5, same: false },
    { pieces: [], differsAt: 0, same: false },
  ];
  for (const { pieces, differsAt, same } of rows) {
    const comparison = compareBody(EXPECTED);
    let offset = 0;
    for (const piece of pieces) {
      comparison.sink(Uint8Array.from(piece), offset);
      offset += piece.length;
    }
    assertEquals([comparison.differsAt, comparison.same, comparison.length], [
      differsAt,
      same,
      offset,
    ]);
  }
});
