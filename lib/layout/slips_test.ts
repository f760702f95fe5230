import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { BUILT_IN_LAYOUT } from "./built_in.ts";
import { encode } from "./encode.ts";
import { replyOf } from "./reply.ts";
import { recogniseSlips, slipVariants } from "./slips.ts";
import { patternBytes } from "./slips/pattern.ts";
import { anyLayoutAndRecord } from "./testing.ts";

function bytes(hex: string): Uint8Array {
  return Uint8Array.fromHex(hex.replaceAll(" ", ""));
}

function recognised(request: Uint8Array, observed: Uint8Array): readonly string[] {
  return recogniseSlips(BUILT_IN_LAYOUT, { request, observed })
    .map(({ id, words }) => `${id}: ${words}`);
}

const REQUEST = "0102 010203FE 0004 61620043";

/** What may come back for REQUEST, and all that is made of it. */
const rows: readonly (readonly [observed: string, slips: readonly string[]])[] = [
  ["0103 010203FF 0004 61620043", []],
  ["0103 010203FF 0004 71620043", []],
  ["0103 FF030201 0004 61620043", [
    'no-hton: "long" is written without htons() or htonl()',
    'double-conversion: "long" is converted twice when written, as by htonl(htonl(x)), or not at all',
  ]],
  ["0301 FF030201 0004 61620043", [
    "no-hton: every number but the counts is written without htons() or htonl()",
    "double-conversion: every number but the counts is converted twice when written, as by htonl(htonl(x)), or not at all",
  ]],
  ["0301 FF030201 0400 61620043", [
    "no-hton: every number is written without htons() or htonl()",
    "double-conversion: every number is converted twice when written, as by htonl(htonl(x)), or not at all",
  ]],
  ["0202 FE030202 0004 61620043", [
    "no-ntoh: every number but the counts is read without ntohs() or ntohl()",
    "double-conversion: every number but the counts is converted twice when read, as by ntohl(ntohl(x)), or not at all",
  ]],
  ["0202 020203FE 0004 61620043", [
    "no-byte-order: every number but the counts is converted neither when read nor when written",
    "double-conversion: every number but the counts is converted twice when read and twice when written, or not at all",
  ]],
  ["0103 03FF0000 0004 61620043", [
    "wrong-hton-width: every number is converted by htons() or ntohs(), made for 16 bits, when written",
  ]],
  ["0103 03FF0102 0004 61620043", [
    "wrong-hton-width: every number is converted by two functions, one for each half, when written",
  ]],
  ["0000 010203FF 0004 61620043", [
    "wrong-hton-width: every number but the counts is converted by htonl() or ntohl(), made for more than 16 bits, when written",
  ]],
  ["0103 010203FF00000000 0004 61620043", [
    'wrong-integer-size: "long" is sent as a long of 8 bytes that htonl() or htons() has filled by half',
  ]],
  ["0103 00000000010203FF 0004 61620043", [
    'wrong-integer-size: "long" is sent as a long of 8 bytes, its zeros in front',
  ]],
  ["0103 FF03020100000000 0004 61620043", [
    'wrong-integer-size: "long" is sent as a long of 8 bytes, little-endian',
  ]],
  ["0103 000003FF 0004 61620043", [
    "wrong-integer-size: every number is kept in a short of 2 bytes",
  ]],
  ["0103 ABCD 010203FF 0004 CDEF 61620043", [
    "struct-padding: The fields are sent as a struct with gaps, the text behind it",
  ]],
  ["0103 0000 010203FF 0004 0000 61620043", [
    "wrong-integer-size: every number is sent as an int of 4 bytes that htonl() or htons() has filled by half",
    "struct-padding: The fields are sent as a struct with gaps, the text behind it",
  ]],
  ["0103 ABCD 010203FF 0004 61620043", [
    "struct-padding: The fields are sent as they lie in a struct with gaps",
  ]],
  ["0102 010203FE 0004 61620043", ["no-increment: The request comes back as it was sent"]],
  ["0103 010203FE 0004 61620043", ['no-increment: "long" comes back as it was sent']],
  ["0103 3136393039333131 0004 61620043", [
    'sends-text: "long" is sent as text, in decimal digits',
  ]],
  ["0103 010203FF 0004 62614300", [
    'text-swapped: "text" is converted two bytes at a time, as by htons()',
  ]],
  ["0103 010203FF 0004 43006261", [
    'text-swapped: "text" is converted four bytes at a time, as by htonl()',
  ]],
  ["0103 010203FF 0004 41420043", ['changes-case: "text" is turned into upper case']],
  ["0103 010203FF 0004 6162004300", ["adds-nul: A NUL follows the reply"]],
  ["0103 010203FF 0004 6162", ['strlen-on-received-bytes: "text" ends at its first NUL']],
  ["0103 010203FF 0002 6162", [
    'strlen-on-received-bytes: "text" ends at its first NUL, and is counted anew',
  ]],
  [`0103 010203FF 0004 61620043 ${"EE".repeat(20)}`, [
    "ignores-recv-length: The whole buffer of 32 bytes is sent",
  ]],
];

for (const [observed, slips] of rows) {
  Deno.test(`recogniseSlips() finds what gives ${observed.slice(0, 60)}`, () => {
    assertEquals(recognised(bytes(REQUEST), bytes(observed)), slips);
  });
}

/** A request, the right reply at the end of a range, and what is known of a wrong one. */
const limits: readonly (readonly [request: string, observed: string, slips: readonly string[]])[] =
  [
    ["FFFF 00000000 0000", "FFFF 00000001 0000", [
      "no-increment: every 16-bit number comes back as it was sent",
      "signed-overflow: every number stays at its maximum where it should go round to 0",
    ]],
    ["7FFF 7FFFFFFF 0000", "7FFF 7FFFFFFF 0000", [
      "no-increment: The request comes back as it was sent",
      "signed-overflow: every number is held below the maximum of a signed type",
    ]],
    [`0000 00000000 0401 ${"41".repeat(1025)}`, `0001 00000001 0401 ${"41".repeat(1025)}`, [
      'no-validation: "text" is believed to be as long as announced',
    ]],
    [`0000 00000000 0400 ${"41".repeat(1024)}`, "", [
      "wrong-integer-size: every number is read and sent as a long of 8 bytes",
      "strlen-on-received-bytes: The reply ends at its first NUL",
      'off-by-one: "text" is refused at exactly the largest length',
    ]],
  ];

for (const [request, observed, slips] of limits) {
  Deno.test(`recogniseSlips() finds what answers ${request.slice(0, 30)} with ${observed.slice(0, 30)}`, () => {
    assertEquals(recognised(bytes(request), bytes(observed)), slips);
  });
}

Deno.test("recogniseSlips() looks at all records of a stream", () => {
  const request = bytes("0102 01020304 0000 00FE 000000FE 0000");
  assertEquals(recognised(request, bytes("0103 05030201 0000 00FF FF000000 0000")), [
    'no-hton: "long" is written without htons() or htonl()',
    'double-conversion: "long" is converted twice when written, as by htonl(htonl(x)), or not at all',
  ]);
  assertEquals(recognised(request, bytes("0103 05030201 0000 00FF 000000FF 0000")), []);
});

Deno.test("recogniseSlips() finds nothing in the right reply, for every layout and record", () => {
  fc.assert(fc.property(anyLayoutAndRecord(), ({ layout, record }) => {
    const request = encode(layout, record);
    const observed = encode(layout, replyOf(layout, record));
    assertEquals(recogniseSlips(layout, { request, observed }), []);
  }));
});

Deno.test("recogniseSlips() finds every slip by the reply that it gives, for every layout", () => {
  fc.assert(
    fc.property(anyLayoutAndRecord(), fc.nat(), ({ layout, record }, choice) => {
      const request = encode(layout, record);
      const right = encode(layout, replyOf(layout, record));
      const variants = slipVariants(layout);
      const variant = variants[choice % variants.length];
      if (variant === undefined) return;
      const observed = patternBytes(variant.reply(request).bytes, choice % 256);
      if (observed.toHex() === right.toHex()) return;
      const found = recogniseSlips(layout, { request, observed });
      if (!variant.vague) {
        assertEquals(found.map(({ id }) => id).includes(variant.id), true, variant.words);
      } else assertEquals(found.length > 0, true, variant.words);
    }),
    { numRuns: 200 },
  );
});
