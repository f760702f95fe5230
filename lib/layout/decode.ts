import {
  countLimit,
  type Field,
  type FieldValue,
  isNumberField,
  type Layout,
  type LayoutRecord,
} from "./layout.ts";
import { NUMBER_KINDS, readNumber } from "./number.ts";

/** What the start of some bytes is: a record, too little of one, or none that can be. */
export type Decoded =
  | { readonly outcome: "record"; readonly record: LayoutRecord; readonly size: number }
  | Incomplete
  | Malformed;

/** The bytes end before the record does. */
export interface Incomplete {
  /** Tells it from a whole record. */
  readonly outcome: "incomplete";
  /** How many bytes from the start of the record are needed at least: always more than there are. */
  readonly needs: number;
}

/** No bytes that follow can make this a record. */
export interface Malformed {
  /** Tells it from a whole record, and from the start of one. */
  readonly outcome: "malformed";
  /** Where the field starts that is wrong, in bytes from the start of the record. */
  readonly offset: number;
  /** The name of that field. */
  readonly field: string;
  /** What is wrong with it, in words. */
  readonly message: string;
}

/** Reads one record from the start of `bytes`, which may hold less, or more behind it. */
export function decode(layout: Layout, bytes: Uint8Array): Decoded {
  const record: Record<string, FieldValue> = {};
  let offset = 0;
  for (const [index, field] of layout.fields.entries()) {
    const size = sizeOf(field, record);
    if (bytes.length < offset + size) {
      const needs = offset + size + leastOf(layout.fields.slice(index + 1), record);
      return { outcome: "incomplete", needs };
    }
    const part = bytes.slice(offset, offset + size);
    const value = isNumberField(field) ? readNumber(part, field) : part;
    const limit = countLimit(layout, field);
    if (limit !== null && !(value instanceof Uint8Array) && value > limit) {
      const message =
        `"${field.name}" announces ${value} bytes, where at most ${limit} are allowed`;
      return { outcome: "malformed", offset, field: field.name, message };
    }
    record[field.name] = value;
    offset += size;
  }
  return { outcome: "record", record, size: offset };
}

/** A record found in a stream, and where it starts there. */
export interface PlacedRecord {
  /** The values of its fields. */
  readonly record: LayoutRecord;
  /** Where it starts, in bytes from the start of the stream. */
  readonly offset: number;
  /** How many bytes it has. */
  readonly size: number;
}

/** Every whole record of a stream, and what comes behind the last. */
export interface DecodedStream {
  /** The whole records, in their order. */
  readonly records: readonly PlacedRecord[];
  /** Where the bytes start that are no whole record. */
  readonly restOffset: number;
  /** Why they are none; `null` where nothing is left. */
  readonly rest: Incomplete | Malformed | null;
}

/** Reads records from the start of `bytes` until no whole one is left. */
export function decodeStream(layout: Layout, bytes: Uint8Array): DecodedStream {
  const records: PlacedRecord[] = [];
  let offset = 0;
  while (offset < bytes.length) {
    const found = decode(layout, bytes.subarray(offset));
    if (found.outcome !== "record") return { records, restOffset: offset, rest: found };
    records.push({ record: found.record, offset, size: found.size });
    offset += found.size;
  }
  return { records, restOffset: offset, rest: null };
}

/** The fewest bytes that `fields` take, with the counts that are known. */
function leastOf(fields: readonly Field[], record: LayoutRecord): number {
  return fields.reduce((sum, field) => sum + sizeOf(field, record), 0);
}

function sizeOf(field: Field, record: LayoutRecord): number {
  if (isNumberField(field)) return NUMBER_KINDS[field.type].size;
  if (field.length.kind === "fixed") return field.length.size;
  return Object.hasOwn(record, field.length.by) ? Number(record[field.length.by]) : 0;
}
