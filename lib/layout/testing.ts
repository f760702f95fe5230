import fc from "fast-check";
import {
  type Field,
  type FieldValue,
  isNumberField,
  type Layout,
  type LayoutRecord,
  type Reply,
} from "./layout.ts";
import { integerRange, NUMBER_KINDS, type NumberType, wrap } from "./number.ts";

/** Any layout of up to eight columns, a counted text being a column of two fields. */
export function anyLayout(): fc.Arbitrary<Layout> {
  return fc.array(fc.oneof({ weight: 4, arbitrary: anyNumber }, anyFixed, anyCounted), {
    minLength: 1,
    maxLength: 8,
  }).map((columns) => ({
    name: "any",
    fields: columns.flatMap((column, at) => column(`f${at}`)),
  }));
}

/** Any layout with a record that fits it. */
export function anyLayoutAndRecord(): fc.Arbitrary<
  Readonly<{ layout: Layout; record: LayoutRecord }>
> {
  return anyLayout().chain((layout) => anyRecord(layout).map((record) => ({ layout, record })));
}

/** Any record of `layout`, its counts true. */
export function anyRecord(layout: Layout): fc.Arbitrary<LayoutRecord> {
  return fc.tuple(...layout.fields.map(anyValue)).map((values) => {
    const record = Object.fromEntries(layout.fields.map(({ name }, at) => [name, values[at] ?? 0]));
    for (const field of layout.fields) {
      if (isNumberField(field) || field.length.kind === "fixed") continue;
      const count = (record[field.name] as Uint8Array).length;
      record[field.length.by] = typeof record[field.length.by] === "bigint" ? BigInt(count) : count;
    }
    return record;
  });
}

type Column = (name: string) => readonly Field[];

const SAME: Reply = { kind: "same" };

const anyOrder = fc.constantFrom("big", "little");

const anyNumber: fc.Arbitrary<Column> = fc.record({
  type: fc.constantFrom(...Object.keys(NUMBER_KINDS) as NumberType[]),
  order: anyOrder,
  amount: fc.integer({ min: 0, max: 100 }),
}).map(({ type, order, amount }) => (name) => {
  const whole = NUMBER_KINDS[type].kind === "float" ? amount : BigInt(amount);
  return [{ name, type, order, reply: amount === 0 ? SAME : { kind: "plus", amount: whole } }];
});

const anyFixed: fc.Arbitrary<Column> = fc.integer({ min: 1, max: 9 })
  .map((size) => (name) => [{ name, type: "bytes", reply: SAME, length: { kind: "fixed", size } }]);

const anyCounted: fc.Arbitrary<Column> = fc.record({
  type: fc.constantFrom("u8", "u16", "u32", "u64"),
  order: anyOrder,
}).map(({ type, order }) => (name) => [
  { name: `${name}-count`, type, order, reply: SAME },
  {
    name,
    type: "bytes",
    reply: SAME,
    length: { kind: "counted", by: `${name}-count`, maximum: 40 },
  },
]);

function anyValue(field: Field): fc.Arbitrary<FieldValue> {
  if (!isNumberField(field)) {
    const { length } = field;
    const size = length.kind === "fixed"
      ? { minLength: length.size, maxLength: length.size }
      : { maxLength: length.maximum };
    return fc.uint8Array(size);
  }
  if (field.type === "float32") return fc.float();
  if (field.type === "float64") return fc.double();
  const [min, max] = integerRange(field.type);
  return fc.bigInt({ min, max }).map((value) => wrap(value, field.type));
}
