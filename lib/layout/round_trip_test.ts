import { assertEquals } from "@std/assert";
import fc from "fast-check";
import { decode, decodeStream } from "./decode.ts";
import { difference } from "./difference.ts";
import { encode, fieldSpans } from "./encode.ts";
import { recordSchema } from "./expected.ts";
import { joinBytes } from "../bytes/byte_list.ts";
import { replyOf } from "./reply.ts";
import { anyLayout, anyLayoutAndRecord, anyRecord } from "./testing.ts";

Deno.test("decode() after encode() is the identity, for every layout and value", () => {
  fc.assert(
    fc.property(
      anyLayoutAndRecord(),
      fc.uint8Array({ maxLength: 9 }),
      ({ layout, record }, more) => {
        const bytes = encode(layout, record);
        assertEquals(decode(layout, joinBytes(bytes, more)), {
          outcome: "record",
          record,
          size: bytes.length,
        });
        assertEquals(
          fieldSpans(layout, record).reduce((sum, { size }) => sum + size, 0),
          bytes.length,
        );
      },
    ),
  );
});

Deno.test("decode() asks for more of every prefix, never for more than the whole", () => {
  fc.assert(fc.property(anyLayoutAndRecord(), ({ layout, record }) => {
    const bytes = encode(layout, record);
    for (let have = 0; have < bytes.length;) {
      const found = decode(layout, bytes.subarray(0, have));
      if (found.outcome !== "incomplete") throw new Error(`${have}: ${found.outcome}`);
      if (found.needs <= have || found.needs > bytes.length) {
        throw new Error(`${have}: ${found.needs}`);
      }
      have += have % 3 === 2 ? found.needs - have : 1;
    }
  }));
});

Deno.test("decodeStream() finds the same records however the bytes are cut", () => {
  const anyStream = anyLayout().chain((layout) =>
    fc.record({
      layout: fc.constant(layout),
      records: fc.array(anyRecord(layout), { maxLength: 5 }),
      cuts: fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 20 }),
    })
  );
  fc.assert(fc.property(anyStream, ({ layout, records, cuts }) => {
    const bytes = joinBytes(...records.map((record) => encode(layout, record)));
    const found: unknown[] = [];
    let held = new Uint8Array();
    let sent = 0;
    for (const size of [...cuts, Infinity]) {
      held = joinBytes(held, bytes.subarray(sent, sent + size)) as typeof held;
      sent += size;
      const stream = decodeStream(layout, held);
      found.push(...stream.records.map(({ record }) => record));
      held = held.slice(stream.restOffset);
    }
    assertEquals(found, records);
    assertEquals(held.length, 0);
  }));
});

Deno.test("decode() never throws, whatever the bytes", () => {
  fc.assert(fc.property(anyLayout(), fc.uint8Array({ maxLength: 80 }), (layout, bytes) => {
    const { outcome } = decode(layout, bytes);
    assertEquals(["record", "incomplete", "malformed"].includes(outcome), true);
    difference(layout, { expected: bytes, observed: bytes.subarray(1) });
  }));
});

Deno.test("recordSchema() and difference() take the right reply and no other", () => {
  fc.assert(fc.property(anyLayoutAndRecord(), fc.nat(), ({ layout, record }, at) => {
    const reply = replyOf(layout, record);
    assertEquals(recordSchema(layout, reply).safeParse(reply).success, true);
    const expected = encode(layout, reply);
    assertEquals(difference(layout, { expected, observed: expected }), []);
    assertEquals(difference(layout, { expected, observed: expected.subarray(1) }).length > 0, true);
    const longer = joinBytes(expected, new Uint8Array([at % 256]));
    assertEquals(difference(layout, { expected, observed: longer }).map(({ field }) => field), [
      null,
    ]);
  }));
});
