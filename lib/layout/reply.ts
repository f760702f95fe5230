import {
  type Field,
  type FieldValue,
  isNumberField,
  type Layout,
  type LayoutRecord,
  type NumberField,
} from "./layout.ts";
import { NUMBER_KINDS, wrap } from "./number.ts";

/** The reply that `layout` asks for to a record; integers wrap around modulo 2 to their bits. */
export function replyOf(layout: Layout, record: LayoutRecord): LayoutRecord {
  return Object.fromEntries(layout.fields.map((field) => [field.name, replyValue(field, record)]));
}

/** The value that one field has in the reply to `record`. */
export function replyValue(field: Field, record: LayoutRecord): FieldValue {
  const { reply } = field;
  const own = record[field.name] ?? 0;
  if (reply.kind === "constant") return reply.value;
  if (reply.kind === "same" || !isNumberField(field)) return own;
  if (reply.kind === "plus") return total([own, reply.amount], field);
  return total(reply.of.map((name) => record[name] ?? 0), field);
}

function total(addends: readonly FieldValue[], field: NumberField): number | bigint {
  const numbers = addends.filter((addend): addend is number | bigint =>
    !(addend instanceof Uint8Array)
  );
  const { size, kind } = NUMBER_KINDS[field.type];
  if (kind !== "float") {
    return wrap(numbers.reduce<bigint>((sum, next) => sum + BigInt(next), 0n), field.type);
  }
  const sum = numbers.reduce<number>((before, next) => before + Number(next), 0);
  return size === 4 ? Math.fround(sum) : sum;
}
