import type { Random } from "../../lib/bytes/random.ts";
import { utf8 } from "../../lib/bytes/text.ts";
import {
  type BytesField,
  countLimit,
  type FieldValue,
  isNumberField,
  type Layout,
  type LayoutRecord,
  type NumberField,
} from "../../lib/layout/layout.ts";
import { NUMBER_KINDS, wrap } from "../../lib/layout/number.ts";
import { NotApplicable } from "../../lib/wire/mismatch.ts";

/** What a check puts into the fields of a record; a field that it leaves out gets something plain. */
export interface Filling {
  readonly number?: (field: NumberField) => number | bigint | undefined;
  /** At most `room` bytes; they are repeated or cut where the field has a fixed size. */
  readonly text?: (room: number, field: BytesField) => Uint8Array | undefined;
}

/** A plain text has so many letters where no length of two equal bytes fits. */
const PLAIN_LETTERS = 6;
/** 0x0101: the smallest length but 0 whose two bytes are the same. */
const EQUAL_BYTES = 257;

/** A record of `layout`, its counts true. */
export function recordOf(layout: Layout, random: Random, filling: Filling = {}): LayoutRecord {
  const record: Record<string, FieldValue> = {};
  for (const field of layout.fields) {
    if (isNumberField(field)) {
      record[field.name] = filling.number?.(field) ?? plainNumber(field, random);
      continue;
    }
    const room = roomOf(layout, field);
    const plain = () => utf8(random.letters(plainLength(layout, field)));
    const text = filling.text?.(room, field) ?? plain();
    record[field.name] = field.length.kind === "fixed" ? resized(text, room) : text;
  }
  for (const field of countedFields(layout)) {
    const counter = layout.fields.find(({ name }) => name === field.length.by) as NumberField;
    const count = BigInt((record[field.name] as Uint8Array).length);
    record[counter.name] = wrap(count, counter.type);
  }
  return record;
}

/** The numbers of `bits` bits that a check may choose: integers, and no counts. */
export function integersOf(layout: Layout, bits: number): readonly NumberField[] {
  return freeNumbers(layout).filter(({ type }) =>
    NUMBER_KINDS[type].kind !== "float" && NUMBER_KINDS[type].size * 8 === bits
  );
}

/** The floats of either size. */
export function floatsOf(layout: Layout): readonly NumberField[] {
  return freeNumbers(layout).filter(({ type }) => NUMBER_KINDS[type].kind === "float");
}

/** Bytes whose number an earlier field announces. */
export type CountedField = BytesField & {
  readonly length: Extract<BytesField["length"], { kind: "counted" }>;
};

/** The fields of counted bytes. */
export function countedFields(layout: Layout): readonly CountedField[] {
  return layout.fields.filter((field): field is CountedField =>
    !isNumberField(field) && field.length.kind === "counted"
  );
}

/** The fields that announce how many bytes follow. */
export function countsOf(layout: Layout): readonly NumberField[] {
  return layout.fields.filter(isNumberField).filter((field) => countLimit(layout, field) !== null);
}

/** All fields of bytes. */
export function bytesOf(layout: Layout): readonly BytesField[] {
  return layout.fields.filter((field): field is BytesField => !isNumberField(field));
}

/** How many bytes fit in a field. */
export function roomOf(layout: Layout, { length }: BytesField): number {
  if (length.kind === "fixed") return length.size;
  const counter = layout.fields.find(({ name }) => name === length.by);
  return (counter && countLimit(layout, counter)) ?? length.maximum;
}

/**
 * The length of a text that is not about its length: of the multiples up to `times`, the largest that
 * fits and reads the same in either byte order, so that a wrong length spoils no other check.
 */
export function plainLength(layout: Layout, field: BytesField, times = 1): number {
  const room = roomOf(layout, field);
  const { length } = field;
  if (length.kind === "fixed") return room;
  const counter = layout.fields.find(({ name }) => name === length.by);
  const bits = counter && isNumberField(counter) ? NUMBER_KINDS[counter.type].size * 8 : 0;
  const multiple = Math.min(times, Math.floor(room / EQUAL_BYTES));
  if (bits === 16 && multiple > 0) return multiple * EQUAL_BYTES;
  return Math.min(room, times * PLAIN_LETTERS);
}

/** The names of fields. */
export function namesOf(fields: readonly { readonly name: string }[]): ReadonlySet<string> {
  return new Set(fields.map(({ name }) => name));
}

/** One digit, as text: no mistake with letters changes it. */
export function digit(random: Random): string {
  return String(random.below(10));
}

/** Ends the check as not applicable where the layout has none of what it is about. */
export function required<T>(found: readonly T[], what: string): readonly T[] {
  if (found.length > 0) return found;
  throw new NotApplicable(`The record has no ${what}`);
}

function freeNumbers(layout: Layout): readonly NumberField[] {
  return layout.fields.filter(isNumberField).filter((field) => countLimit(layout, field) === null);
}

/** A number whose bytes all differ, with no sign, carry or zero that a check would be about. */
function plainNumber({ type }: NumberField, random: Random): number | bigint {
  const { size, kind } = NUMBER_KINDS[type];
  if (kind === "float") return (257 + random.below(2000)) / 4;
  const step = BigInt(3 + random.below(5));
  let byte = BigInt(0x11 + random.below(0x26));
  let value = 0n;
  for (let at = 0; at < size; at++, byte += step) value = (value << 8n) | byte;
  return wrap(value, type);
}

/** The same bytes again and again, or the first of them. */
function resized(bytes: Uint8Array, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, at) => bytes[at % bytes.length] ?? 0);
}
