import { joinBytes } from "../bytes/byte_list.ts";
import {
  type Field,
  type FieldValue,
  isNumberField,
  type Layout,
  type LayoutRecord,
  RecordError,
} from "./layout.ts";
import { integerRange, NUMBER_KINDS, numberBytes, type NumberType } from "./number.ts";

/**
 * The bytes of `record`, field after field with nothing between them.
 *
 * A count that the record leaves out is filled in. One that it gives is written as it is, also
 * where it is above the maximum or lies about the bytes that follow: a check may want to send
 * just that. Throws a {@link RecordError} where a value is missing or doesn't fit in its field.
 */
export function encode(layout: Layout, record: LayoutRecord): Uint8Array {
  return joinBytes(...layout.fields.map((field) => fieldBytes(field, { layout, record })));
}

/** A field's place among the bytes of a record. */
export interface FieldSpan {
  /** The field itself. */
  readonly field: Field;
  /** Where it starts, in bytes from the start of the record. */
  readonly offset: number;
  /** Its size in bytes; 0 for empty counted bytes. */
  readonly size: number;
}

/** Where each field of `record` lies when it is encoded. */
export function fieldSpans(layout: Layout, record: LayoutRecord): readonly FieldSpan[] {
  let offset = 0;
  return layout.fields.map((field) => {
    const { length: size } = fieldBytes(field, { layout, record });
    offset += size;
    return { field, offset: offset - size, size };
  });
}

interface Place {
  readonly layout: Layout;
  readonly record: LayoutRecord;
}

function fieldBytes(field: Field, { layout, record }: Place): Uint8Array {
  const value = valueOf(field.name, record) ?? countOf(field, { layout, record });
  if (value === undefined) throw new RecordError(`The record has no value for "${field.name}"`);
  if (isNumberField(field)) return numberBytes(fitting(value, field), field);
  if (!(value instanceof Uint8Array)) throw unfit(field, value, "bytes");
  if (field.length.kind === "fixed" && value.length !== field.length.size) {
    throw unfit(field, `${value.length} bytes`, `${field.length.size} bytes`);
  }
  return value;
}

function valueOf(name: string, record: LayoutRecord): FieldValue | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** How many bytes the record has in the first field that `field` counts. */
function countOf(field: Field, { layout, record }: Place): number | bigint | undefined {
  const counted = layout.fields.find((other) =>
    !isNumberField(other) && other.length.kind === "counted" && other.length.by === field.name
  );
  const bytes = counted && valueOf(counted.name, record);
  if (!(bytes instanceof Uint8Array) || !isNumberField(field)) return undefined;
  return NUMBER_KINDS[field.type].size === 8 ? BigInt(bytes.length) : bytes.length;
}

function fitting(
  value: FieldValue,
  field: { readonly name: string; readonly type: NumberType },
): number | bigint {
  const { size, kind } = NUMBER_KINDS[field.type];
  if (kind === "float") {
    if (typeof value === "number") return value;
    throw unfit(field, value, "a number");
  }
  const [least, most] = integerRange(field.type);
  const right = size === 8 ? typeof value === "bigint" : Number.isInteger(value);
  if (right && !(value instanceof Uint8Array) && value >= least && value <= most) return value;
  throw unfit(field, value, `${size === 8 ? "a bigint" : "a number"} from ${least} to ${most}`);
}

function unfit(field: { readonly name: string }, value: unknown, expected: string): RecordError {
  const received = value instanceof Uint8Array ? "bytes" : String(value);
  return new RecordError(`Field "${field.name}": expected ${expected}, received ${received}`);
}
