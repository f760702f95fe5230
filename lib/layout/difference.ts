import { decodeStream } from "./decode.ts";
import { fieldSpans } from "./encode.ts";
import { agrees, wordValue } from "./expected.ts";
import { sameBytes } from "../bytes/compare.ts";
import { hex } from "./hex.ts";
import { type Field, isNumberField, type Layout } from "./layout.ts";
import { NUMBER_KINDS, readNumber } from "./number.ts";

/** One field of a reply that isn't what it should be. */
export interface FieldDifference {
  /** The field's name; `null` for bytes behind the last record. */
  readonly field: string | null;
  /** Where the field starts, in bytes from the start of the reply. */
  readonly offset: number;
  /** What should be in the field's place. */
  readonly expected: Uint8Array;
  /** What is in the field's place: fewer bytes, or none, where the reply ends early. */
  readonly observed: Uint8Array;
  /** All of this in words, with the numbers that the bytes stand for. */
  readonly message: string;
}

/** The bytes of a reply as they should be and as they came. */
export interface ReplyPair {
  /** One whole record, or several one after another. */
  readonly expected: Uint8Array;
  /** All that came back. */
  readonly observed: Uint8Array;
}

/** What is wrong in a reply, field by field in the order of the bytes; empty if nothing is. */
export function difference(layout: Layout, pair: ReplyPair): readonly FieldDifference[] {
  const { records } = decodeStream(layout, pair.expected);
  const spans = records.flatMap(({ record, offset }, index) =>
    fieldSpans(layout, record).map((span) => ({
      field: span.field,
      start: offset + span.offset,
      end: offset + span.offset + span.size,
      prefix: records.length > 1 ? `Record ${index + 1}: ` : "",
    }))
  );
  const known = spans.at(-1)?.end ?? 0;
  const rest = { field: null, start: known, end: Infinity, prefix: "" };
  return [...spans, rest].flatMap((span) => compare(span, pair));
}

interface Span {
  readonly field: Field | null;
  readonly start: number;
  readonly end: number;
  readonly prefix: string;
}

function compare({ field, start, end, prefix }: Span, pair: ReplyPair): readonly FieldDifference[] {
  const expected = pair.expected.slice(start, end);
  const observed = pair.observed.slice(start, end);
  if (sameBytes(expected, observed) || tolerable(field, { expected, observed })) return [];
  const name = field === null ? "Behind the record" : `"${field.name}"`;
  const words = field !== null && isNumberField(field)
    ? wordNumbers(field, { expected, observed })
    : wordBytes({ expected, observed });
  const message = `${prefix}${name} at offset ${start}: ${words}`;
  return [{ field: field?.name ?? null, offset: start, expected, observed, message }];
}

function tolerable(field: Field | null, { expected, observed }: ReplyPair): boolean {
  if (field === null || !isNumberField(field) || observed.length !== expected.length) return false;
  return agrees(field, {
    expected: readNumber(expected, field),
    received: readNumber(observed, field),
  });
}

function wordNumbers(
  field: Field & { readonly type: keyof typeof NUMBER_KINDS },
  pair: ReplyPair,
): string {
  const { type, order } = field;
  const value = readNumber(pair.expected, field);
  const expected = wordValue(field, value);
  if (pair.observed.length < NUMBER_KINDS[type].size) {
    return `expected ${expected}, received ${hex(pair.observed)}`;
  }
  const received = wordValue(field, readNumber(pair.observed, field));
  const other = order === "big" ? "little" : "big";
  const turned = Object.is(readNumber(pair.observed, { type, order: other }), value);
  const hint = turned ? `; read ${other}-endian that is ${value}` : "";
  return `expected ${expected}, received ${received}${hint}`;
}

/** Short bytes whole; of long ones the part from the first byte that differs. */
function wordBytes({ expected, observed }: ReplyPair): string {
  const whole = Math.max(expected.length, observed.length) <= 16;
  const at = whole ? 0 : firstDifference({ expected, observed });
  const place = at === 0 ? "" : ` from byte ${at + 1} on`;
  return `expected${place} ${hex(expected.slice(at))}, received ${hex(observed.slice(at))}`;
}

function firstDifference({ expected, observed }: ReplyPair): number {
  const at = expected.findIndex((byte, index) => byte !== observed[index]);
  return at === -1 ? expected.length : at;
}
