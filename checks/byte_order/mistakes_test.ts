import { BUILT_IN_LAYOUT } from "../../lib/layout/built_in.ts";
import { assertOnDisk, proveTable } from "../testing.ts";
import { mistakesFor } from "./mistakes/mod.ts";
import { byteOrder } from "./mod.ts";
import { NEED_VOLUME, TABLE, VOLUME } from "./testing.ts";

proveTable({
  suite: byteOrder,
  mistakes: mistakesFor(BUILT_IN_LAYOUT),
  table: TABLE,
  body: { serving: "concurrent", bufferBytes: 4096 },
  isNamed: true,
  skip: VOLUME,
  whole: NEED_VOLUME,
});

Deno.test("every mistake of byte-order is in a file of its own, and in the list", async () => {
  await assertOnDisk(mistakesFor(BUILT_IN_LAYOUT), new URL("mistakes/", import.meta.url));
});
