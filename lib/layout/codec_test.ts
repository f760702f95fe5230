import { assertEquals, assertThrows } from "@std/assert";
import { BUILT_IN_LAYOUT } from "./built_in.ts";
import { decode } from "./decode.ts";
import { difference } from "./difference.ts";
import { encode } from "./encode.ts";
import { recordSchema } from "./expected.ts";
import { type Layout, type LayoutRecord, RecordError } from "./layout.ts";
import { parseLayout } from "./parse.ts";
import { wordReadings } from "./readings.ts";
import { replyOf } from "./reply.ts";

const RECORD = { short: 0x0102, long: 0x01020304, text: bytes("6869") };
const REQUEST = bytes("0102 01020304 0002 6869");

function bytes(hex: string): Uint8Array {
  return Uint8Array.fromHex(hex.replaceAll(" ", ""));
}

function layoutOf(...fields: readonly string[]): Layout {
  const { layout, problems } = parseLayout(`fields: [${fields.join(", ")}]`);
  if (layout === undefined) throw new Error(JSON.stringify(problems));
  return layout;
}

Deno.test("encode() fills in the count, and writes a lying one as it is", () => {
  assertEquals(encode(BUILT_IN_LAYOUT, RECORD), REQUEST);
  assertEquals(
    encode(BUILT_IN_LAYOUT, { ...RECORD, length: 0xffff }).subarray(6, 8),
    bytes("ffff"),
  );
});

const unfit: readonly (readonly [wrong: LayoutRecord, message: string])[] = [
  [{ short: 0x10000 }, 'Field "short": expected a number from 0 to 65535, received 65536'],
  [{ short: -1 }, 'Field "short": expected a number from 0 to 65535, received -1'],
  [{ short: 1.5 }, 'Field "short": expected a number from 0 to 65535, received 1.5'],
  [{ short: 1n }, 'Field "short": expected a number from 0 to 65535, received 1'],
  [{ text: 5 }, 'The record has no value for "length"'],
  [{ text: 5, length: 1 }, 'Field "text": expected bytes, received 5'],
];
for (const [wrong, message] of unfit) {
  Deno.test(`encode() refuses ${Object.keys(wrong)} of ${Object.values(wrong)}`, () => {
    assertThrows(() => encode(BUILT_IN_LAYOUT, { ...RECORD, ...wrong }), RecordError, message);
  });
}

const decodings: readonly (readonly [hex: string, expected: unknown])[] = [
  ["", { outcome: "incomplete", needs: 8 }],
  ["0102 01", { outcome: "incomplete", needs: 8 }],
  ["0102 01020304 0002", { outcome: "incomplete", needs: 10 }],
  ["0102 01020304 0400", { outcome: "incomplete", needs: 1032 }],
  ["0102 01020304 0401", {
    outcome: "malformed",
    offset: 6,
    field: "length",
    message: '"length" announces 1025 bytes, where at most 1024 are allowed',
  }],
  ["0102 01020304 0000", {
    outcome: "record",
    record: { short: 0x0102, long: 0x01020304, length: 0, text: bytes("") },
    size: 8,
  }],
];
for (const [hex, expected] of decodings) {
  Deno.test(`decode() reads "${hex}"`, () => {
    assertEquals(decode(BUILT_IN_LAYOUT, bytes(hex)), expected as ReturnType<typeof decode>);
  });
}

const replies: readonly (readonly [fields: string, request: LayoutRecord, reply: LayoutRecord])[] =
  [
    ["{ name: a, type: u16, reply: { plus: 1 } }", { a: 0xffff }, { a: 0 }],
    ["{ name: a, type: i16, reply: { plus: 1 } }", { a: 0x7fff }, { a: -0x8000 }],
    ["{ name: a, type: u8, reply: { plus: -1 } }", { a: 0 }, { a: 0xff }],
    ["{ name: a, type: u64, reply: { plus: 2 } }", { a: (1n << 64n) - 1n }, { a: 1n }],
    ["{ name: a, type: u8 }, { name: b, type: u8, reply: { sum: [a, b] } }", { a: 200, b: 100 }, {
      a: 200,
      b: 44,
    }],
    ["{ name: a, type: i64 }, { name: b, type: float64, reply: { sum: [a, b] } }", {
      a: -3n,
      b: 0.5,
    }, { a: -3n, b: -2.5 }],
    ["{ name: a, type: float32, reply: { plus: 0.1 } }", { a: 0 }, { a: Math.fround(0.1) }],
    ["{ name: a, type: bytes, size: 2, reply: { constant: OK } }", { a: bytes("0000") }, {
      a: bytes("4f4b"),
    }],
  ];
for (const [fields, request, reply] of replies) {
  Deno.test(`replyOf() answers ${fields}`, () => {
    assertEquals(replyOf(layoutOf(fields), request), reply);
  });
}

/** Replies to REQUEST, and all that is said of them. */
const differences: readonly (readonly [reply: string, messages: readonly string[]])[] = [
  ["0103 01020305 0002 6869", []],
  ["0301 01020305 0002 6869", [
    '"short" at offset 0: expected 01 03 (259), received 03 01 (769); read little-endian that is 259',
  ]],
  ["0103 01020304 0002 6968", [
    '"long" at offset 2: expected 01 02 03 05 (16909061), received 01 02 03 04 (16909060)',
    '"text" at offset 8: expected 68 69, received 69 68',
  ]],
  ["0103 0102", [
    '"long" at offset 2: expected 01 02 03 05 (16909061), received 01 02',
    '"length" at offset 6: expected 00 02 (2), received nothing',
    '"text" at offset 8: expected 68 69, received nothing',
  ]],
  ["0103 01020305 0002 6869 0000", [
    "Behind the record at offset 10: expected nothing, received 00 00",
  ]],
];
for (const [reply, messages] of differences) {
  Deno.test(`difference() words ${reply}`, () => {
    const pair = { expected: bytes("0103 01020305 0002 6869"), observed: bytes(reply) };
    assertEquals(difference(BUILT_IN_LAYOUT, pair).map(({ message }) => message), messages);
  });
}

Deno.test("difference() names the record, and the first byte that differs in a long text", () => {
  const expected = encode(BUILT_IN_LAYOUT, { ...RECORD, text: new Uint8Array(40) });
  const observed = new Uint8Array([...expected, ...expected.with(27, 1)]);
  const pair = { expected: new Uint8Array([...expected, ...expected]), observed };
  assertEquals(difference(BUILT_IN_LAYOUT, pair).map(({ message }) => message), [
    'Record 2: "text" at offset 56: expected from byte 20 on ' +
    "00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 … (21 bytes), received " +
    "01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 … (21 bytes)",
  ]);
});

Deno.test("recordSchema() words each field that differs, and allows a computed float its rounding", () => {
  const layout = layoutOf(
    "{ name: a, type: u16 }",
    "{ name: b, type: float32, reply: { plus: 1 } }",
  );
  const schema = recordSchema(layout, { a: 0x0102, b: 1.5 });
  assertEquals(schema.safeParse({ a: 0x0102, b: Math.fround(1.5000001) }).success, true);
  const { error } = schema.safeParse({ a: 0x0201, b: 1.6 });
  assertEquals(error?.issues.map(({ path, message }) => [path, message]), [
    [["a"], '"a" at offset 0: expected 01 02 (258), received 02 01 (513)'],
    [["b"], '"b" at offset 2: expected 3F C0 00 00 (1.5), received 3F CC CC CD (1.6)'],
  ]);
});

const words: readonly (readonly [hex: string, sentence: string])[] = [
  ["00000201", "00 00 02 01 is 513 big-endian; read little-endian it is 0x01020000"],
  ["ff", "FF is 255 as a number; read as a signed number it is -1"],
  ["0101", "01 01 is 257 in either byte order"],
  [
    "0000ac41",
    "00 00 AC 41 is 44097 big-endian; read little-endian it is 0x41AC0000; read as a little-endian float it is 21.5",
  ],
  [
    "31363930",
    '31 36 39 30 is 825637168 big-endian; read little-endian it is 0x30393631; read as text it is "1690"',
  ],
  ["", "nothing"],
  ["68656c6c6f20776f726c64", '68 65 6C 6C 6F 20 77 6F 72 6C 64 is "hello world" as text'],
];
for (const [hex, sentence] of words) {
  Deno.test(`wordReadings() reads "${hex}"`, () => {
    assertEquals(wordReadings(bytes(hex)), sentence);
  });
}
