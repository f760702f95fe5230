import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { decode } from "./decode.ts";
import { difference } from "./difference.ts";
import { encode } from "./encode.ts";
import { recordSchema } from "./expected.ts";
import type { Layout, LayoutRecord } from "./layout.ts";
import { parseLayout } from "./parse.ts";
import { replyOf } from "./reply.ts";
import { recogniseSlips } from "./slips.ts";
import { anyRecord } from "./testing.ts";

interface Row {
  readonly file: string;
  readonly request: LayoutRecord;
  readonly requestHex: string;
  readonly replyHex: string;
}

const rows: readonly Row[] = [
  {
    file: "layout-sensor.yaml",
    request: {
      station: 0x0102,
      sequence: 0xffffffff,
      "taken-at": 0x0102030405060708n,
      offset: -1,
      temperature: 21,
      pressure: 1013.25,
      status: bytes("3f3f"),
      note: bytes("6869"),
    },
    requestHex: "0102 ffffffff 0102030405060708 ffff 0000a841 0000000000aa8f40 3f3f 02 6869",
    replyHex: "0102 00000000 0102030405060708 fffe 0000ac41 0000000000aa8f40 4f4b 02 6869",
  },
  {
    file: "layout-sum.yaml",
    request: { version: 1, left: 0x0102, right: 0xffffffff, sum: 0, balance: -0x0204 },
    requestHex: "01 0102 ffffffff 00000000 fcfdffff",
    replyHex: "02 0102 ffffffff 00000101 00000000",
  },
];

for (const { file, request, requestHex, replyHex } of rows) {
  const layout = load(file);

  Deno.test(`${file} encodes a request, and its reply`, () => {
    assertEquals(encode(layout, request).toHex(), requestHex.replaceAll(" ", ""));
    const found = decode(layout, bytes(requestHex));
    if (found.outcome !== "record") throw new Error(found.outcome);
    const reply = replyOf(layout, found.record);
    assertEquals(encode(layout, reply).toHex(), replyHex.replaceAll(" ", ""));
    assertEquals(recordSchema(layout, reply).safeParse(reply).success, true);
    const pair = { expected: bytes(replyHex), observed: bytes(requestHex) };
    assertEquals(difference(layout, pair).length > 0, true);
    const exchange = { request: bytes(requestHex), observed: bytes(requestHex) };
    assertEquals(recogniseSlips(layout, exchange).some(({ id }) => id === "no-increment"), true);
  });

  Deno.test(`${file} reads back every record that it writes`, () => {
    fc.assert(fc.property(anyRecord(layout), (record) => {
      const written = encode(layout, record);
      assertEquals(decode(layout, written), { outcome: "record", record, size: written.length });
    }));
  });
}

function load(file: string): Layout {
  const url = new URL(`../../fixtures/labs/${file}`, import.meta.url);
  const { layout, problems } = parseLayout(Deno.readTextFileSync(url));
  if (layout === undefined) throw new Error(JSON.stringify(problems));
  return layout;
}

function bytes(hex: string): Uint8Array {
  return Uint8Array.fromHex(hex.replaceAll(" ", ""));
}
