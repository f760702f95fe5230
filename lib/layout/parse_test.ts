import { assertEquals } from "@std/assert";
import { BUILT_IN_LAYOUT, BUILT_IN_LAYOUT_FORM } from "./built_in.ts";
import { parseLayout } from "./parse.ts";

/** One field that a lecturer got wrong, behind four that are right, and what is said of it. */
const fieldRows: readonly (readonly [field: string, path: string, message: string])[] = [
  ["{ name: x }", "type", "A type is missing; write one of u8, u16"],
  ["{ name: x, type: uint16_t }", "type", 'Unknown type "uint16_t"; write u16'],
  ["{ name: x, type: u61 }", "type", 'Unknown type "u61"; write u16'],
  ["{ name: x, type: banana }", "type", 'Unknown type "banana"; write one of u8, u16'],
  ["{ name: x, type: 7 }", "type", "Unknown type 7; write one of u8, u16"],
  ["{ name: a, type: u8 }", "name", 'The name "a" is taken by field 1; write another'],
  ["{ name: 2x, type: u8 }", "name", '"2x" is no name; start with a letter'],
  ["{ type: u8 }", "name", "A name is missing"],
  ["{ name: x, type: u16, byte-order: middle }", "byte-order", "write big or little"],
  ["{ name: x, typ: u16 }", "type", "A type is missing"],
  ["{ name: x, type: u8, max: 3 }", "", 'Unknown key "max"; write one of name, type'],
  ["{ name: x, type: bytes }", "type", "Bytes need a length; write size: 4, or count:"],
  ["{ name: x, type: bytes, size: 4, count: a }", "count", "size or count, not both"],
  ["{ name: x, type: bytes, size: 4, maximum: 4 }", "maximum", "A fixed size needs no maximum"],
  ["{ name: x, type: bytes, size: -1 }", "size", "whole number from 1 to 1048576, received -1"],
  ["{ name: x, type: bytes, size: 4, byte-order: big }", "byte-order", "Bytes have no byte order"],
  [
    "{ name: x, type: u16, size: 2 }",
    "size",
    "Only bytes have a size; leave it out: u16 has 16 bits",
  ],
  ["{ name: x, type: u16, maximum: 2 }", "maximum", "Only bytes have a maximum"],
  ["{ name: x, type: bytes, count: B }", "count", 'No field "B" that fits; did you mean "b"'],
  ["{ name: x, type: bytes, count: x }", "count", '"x" comes too late; write it above'],
  [
    "{ name: x, type: bytes, count: i }",
    "count",
    '"i" is of type i16; count by a field of type u8',
  ],
  ["{ name: x, type: bytes, count: f }", "count", '"f" is of type float32; count by'],
  [
    "{ name: x, type: bytes, count: zzz }",
    "count",
    'No field "zzz" that fits; write one of a, b, c',
  ],
  ["{ name: x, type: bytes, count: b }", "count", "can announce 4294967295 bytes; write maximum"],
  ["{ name: x, type: bytes, count: a, maximum: 70000 }", "maximum", "write at most 65535"],
  ["{ name: x, type: bytes, count: a, reply: { constant: hi } }", "reply", "Counted bytes go back"],
  [
    "{ name: x, type: bytes, size: 3, reply: { constant: hi } }",
    "reply",
    "has 2 bytes; write exactly 3",
  ],
  ["{ name: x, type: bytes, size: 3, reply: { constant: 7 } }", "reply", "Expected text in quotes"],
  ["{ name: x, type: bytes, size: 3, reply: { plus: 1 } }", "reply", "Bytes can't be added up"],
  ["{ name: x, type: bytes, size: 3, reply: { sum: [a] } }", "reply", "Bytes can't be added up"],
  [
    "{ name: x, type: u8, reply: { constant: 256 } }",
    "reply",
    "doesn't fit in a u8; write a number from 0 to 255",
  ],
  ["{ name: x, type: i8, reply: { constant: -129 } }", "reply", "from -128 to 127"],
  [
    "{ name: x, type: u8, reply: { constant: 1.5 } }",
    "reply",
    "Expected a whole number for a u8, received 1.5",
  ],
  [
    "{ name: x, type: u64, reply: { constant: 18446744073709551615 } }",
    "reply",
    "write its digits in quotes",
  ],
  [
    "{ name: x, type: float32, reply: { constant: hot } }",
    "reply",
    'Expected a number, received "hot"',
  ],
  ["{ name: x, type: u8, reply: { plus: 256 } }", "reply", "Plus 256 changes nothing in a u8"],
  ["{ name: x, type: u8, reply: { plus: one } }", "reply", 'received "one"'],
  ["{ name: x, type: u8, reply: { sum: [a, bb] } }", "reply", 'did you mean "b"'],
  [
    "{ name: x, type: u8, reply: { sum: [a, t] } }",
    "reply",
    '"t" is bytes, which can\'t be added up',
  ],
  ["{ name: x, type: u8, reply: { sum: [f] } }", "reply", '"f" is a float32, this a u8'],
  ["{ name: x, type: u8, reply: { sum: [] } }", "reply.sum", "The sum is empty; write { sum"],
  ["{ name: x, type: u8, reply: plus 1 }", "reply", "Unknown reply; write same, { plus: 1 }"],
];

for (const [field, key, message] of fieldRows) {
  Deno.test(`parseLayout() explains ${field}`, () => {
    const { problems } = parseLayout(`fields:
  - { name: a, type: u16, reply: same }
  - { name: b, type: u32 }
  - { name: c, type: u32 }
  - { name: i, type: i16 }
  - { name: f, type: float32 }
  - { name: t, type: bytes, size: 2 }
  - ${field}
`);
    const found = (problems ?? []).filter(({ path }) => path === `fields[6]${key && `.${key}`}`);
    assertEquals(found.map(({ line }) => line), [8], JSON.stringify(problems));
    assertEquals(found[0]?.message.includes(message), true, found[0]?.message);
  });
}

/** A whole text, and every problem in it as line, column and message. */
const textRows: readonly (readonly [text: string, problems: readonly string[]])[] = [
  ["", ["1:1 A layout is a table of name, byte-order, fields, received null"]],
  ["[]", ["1:1 A layout is a table of name, byte-order, fields, received []"]],
  ["fields: []", [
    "1:1 The layout is empty; write at least one field, such as { name: number, type: u32 }",
  ]],
  ["name: x", ["1:1 The fields are missing; write fields: and a list of them"]],
  ["fields:\n  - u16", [
    '2:5 Field 1: A field is a table of name, type, byte-order, size, count, maximum, reply, received "u16"',
  ]],
  ["title: x\nfields: [{ name: n, type: u8 }]", [
    '1:1 Unknown key "title"; write one of name, byte-order, fields',
  ]],
  ["fields: [{ name: n, type: u8 }]\nbyte-order: network", [
    '2:1 Unknown byte order "network"; write big or little',
  ]],
  ["fields: [{ name: n, type: u8, size: 1 }, { name: n, type: u9 }]", [
    '1:53 Field "n": Unknown type "u9"; write u8',
  ]],
  [
    "fields:\n  - { name: n, type: u16, reply: { plus: 1 } }\n  - { name: t, type: bytes, count: n }",
    [
      '2:27 Field "n": It counts the bytes of "t" in the reply too; write reply: same',
    ],
  ],
  ["fields: [{", [
    "1:11 Flow map in block collection must be sufficiently indented and end with a }",
    "1:11 Flow sequence in block collection must be sufficiently indented and end with a ]",
  ]],
];

for (const [text, expected] of textRows) {
  Deno.test(`parseLayout() places the problems of ${JSON.stringify(text)}`, () => {
    const { problems = [] } = parseLayout(text);
    assertEquals(
      problems.map(({ line, column, message }) => `${line}:${column} ${message}`),
      expected,
    );
  });
}

Deno.test("parseLayout() survives a bomb of aliases", () => {
  const rows = Array.from(
    { length: 12 },
    (_, n) => `a${n + 1}: &a${n + 1} [${`*a${n}, `.repeat(9)}]`,
  );
  const { problems } = parseLayout(["a0: &a0 [x]", ...rows].join("\n"));
  assertEquals(problems?.length, 1);
});

Deno.test("parseLayout() reads the built-in layout", () => {
  assertEquals(parseLayout(JSON.stringify(BUILT_IN_LAYOUT_FORM)), { layout: BUILT_IN_LAYOUT });
  assertEquals(BUILT_IN_LAYOUT, {
    name: "record",
    fields: [
      { name: "short", type: "u16", order: "big", reply: { kind: "plus", amount: 1n } },
      { name: "long", type: "u32", order: "big", reply: { kind: "plus", amount: 1n } },
      { name: "length", type: "u16", order: "big", reply: { kind: "same" } },
      {
        name: "text",
        type: "bytes",
        reply: { kind: "same" },
        length: { kind: "counted", by: "length", maximum: 1024 },
      },
    ],
  });
});

Deno.test("parseLayout() reads JSON, the layout's byte order, and every kind of reply", () => {
  const { layout } = parseLayout(
    JSON.stringify({
      "byte-order": "little",
      fields: [
        { name: "a", type: "u64", reply: { constant: "0xFFFFFFFFFFFFFFFF" } },
        { name: "b", type: "i32", "byte-order": "big", reply: { plus: -2 } },
        { name: "c", type: "float64", reply: { sum: ["a", "b"] } },
        { name: "d", type: "bytes", size: 2, reply: { constant: [0, 255] } },
        { name: "e", type: "float32", reply: { plus: 0.5 } },
      ],
    }),
    { name: "mine" },
  );
  assertEquals(layout, {
    name: "mine",
    fields: [
      {
        name: "a",
        type: "u64",
        order: "little",
        reply: { kind: "constant", value: 0xffffffffffffffffn },
      },
      { name: "b", type: "i32", order: "big", reply: { kind: "plus", amount: -2n } },
      { name: "c", type: "float64", order: "little", reply: { kind: "sum", of: ["a", "b"] } },
      {
        name: "d",
        type: "bytes",
        reply: { kind: "constant", value: new Uint8Array([0, 255]) },
        length: { kind: "fixed", size: 2 },
      },
      { name: "e", type: "float32", order: "little", reply: { kind: "plus", amount: 0.5 } },
    ],
  });
});
