import type { NumberType } from "./number.ts";

/** The order of a number's bytes: `big` is network byte order. */
export type ByteOrder = "big" | "little";

/** The value of one field: `bigint` for u64 and i64, `number` for every other number. */
export type FieldValue = number | bigint | Uint8Array;

/** One record of a layout: a value for each field, by the field's name. */
export type LayoutRecord = Readonly<Record<string, FieldValue>>;

/** What the reply carries in a field, as a function of the request. */
export type Reply =
  | { readonly kind: "same" }
  | { readonly kind: "plus"; readonly amount: number | bigint }
  | { readonly kind: "constant"; readonly value: FieldValue }
  | { readonly kind: "sum"; readonly of: readonly string[] };

/** A field that holds one number. */
export interface NumberField {
  /** What a record calls it: no other field has this name. */
  readonly name: string;
  /** How its bytes are to be read. */
  readonly type: NumberType;
  /** The order of its bytes. */
  readonly order: ByteOrder;
  /** What the reply carries in its place. */
  readonly reply: Reply;
}

/** A field of bytes: as many as `size` says, or as an earlier field counts. */
export interface BytesField {
  /** What a record calls it: no other field has this name. */
  readonly name: string;
  /** Tells it from a number. */
  readonly type: "bytes";
  /** What the reply carries in its place. */
  readonly reply: Reply;
  /** How many bytes it has. */
  readonly length: FixedLength | CountedLength;
}

/** A length in bytes that is the same in every record. */
export interface FixedLength {
  /** Tells it from a counted length. */
  readonly kind: "fixed";
  /** The length, 1 or more. */
  readonly size: number;
}

/** A length in bytes that an earlier field of the record announces. */
export interface CountedLength {
  /** Tells it from a fixed length. */
  readonly kind: "counted";
  /** The name of the field that counts. */
  readonly by: string;
  /** The largest count that is not malformed. */
  readonly maximum: number;
}

/** One row of a layout's table. */
export type Field = NumberField | BytesField;

/** A binary record: its fields in the order of their bytes, with nothing between them. */
export interface Layout {
  /** What messages call it. */
  readonly name: string;
  /** One field or more, the first byte first. */
  readonly fields: readonly Field[];
}

/** A record whose bytes and fields disagree with its layout: a fault of the caller. */
export class RecordError extends Error {
  /** Tells it from other errors. */
  override readonly name = "RecordError";
}

/** Whether `field` holds a number. */
export function isNumberField(field: Field): field is NumberField {
  return field.type !== "bytes";
}

/** The largest count that `field` may announce, or `null` if it counts nothing. */
export function countLimit(layout: Layout, field: Field): number | null {
  const limits = layout.fields.flatMap((other) =>
    other.type === "bytes" && other.length.kind === "counted" && other.length.by === field.name
      ? [other.length.maximum]
      : []
  );
  return limits.length === 0 ? null : Math.min(...limits);
}
