import {
  type BytesField,
  type Field,
  type FieldValue,
  isNumberField,
  type Layout,
  type LayoutRecord,
  type NumberField,
} from "../layout.ts";
import { NUMBER_KINDS, numberBytes, readNumber } from "../number.ts";
import { replyValue } from "../reply.ts";
import type { Pattern } from "./pattern.ts";

/** What a server does with a field otherwise than it should; a step that is left out is right. */
export interface Habit {
  /** How many bytes of the request it takes for a number. */
  readonly takes?: (field: NumberField) => number;
  /** The number that it makes of the bytes that it took. */
  readonly read?: (bytes: Uint8Array, field: NumberField) => number | bigint;
  /** What it does with announced bytes: how many it takes and keeps, or `null` if it closes. */
  readonly accept?: (count: number, maximum: number) => Accepted | null;
  /** The number that it answers, given the right one; `null` if it closes instead. */
  readonly answer?: (right: FieldValue, asked: Asked) => FieldValue | null;
  /** The bytes that it makes of a number. */
  readonly write?: (value: number | bigint, field: NumberField) => Pattern;
  /** The bytes that it makes of bytes; `null` if it closes instead. */
  readonly text?: (bytes: Uint8Array, field: BytesField) => Pattern | null;
  /** Whether it counts the bytes of its reply anew. */
  readonly recounts?: boolean;
  /** How it puts the fields together. */
  readonly frame?: (parts: readonly Part[]) => Pattern;
}

/** Announced bytes: `take` of them leave the stream, the first `keep` are remembered. */
export interface Accepted {
  readonly take: number;
  readonly keep: number;
}

/** What was asked of a field: the request's record, as the server understood it. */
export interface Asked {
  readonly field: Field;
  readonly record: LayoutRecord;
}

/** One field of a reply, as bytes. */
export interface Part {
  readonly field: Field;
  readonly bytes: Pattern;
}

/** Why a server says no more: all is answered, it waits for bytes, or it has closed. */
export type Ending = "answered" | "waits" | "closes";

/** The habit that a server has with a field; `{}` where it does all right. */
export type HabitOf = (field: Field) => Habit;

/** What a server does with the bytes that have come: it answers a record of `size` bytes, or says no more. */
export type Step = { readonly reply: Pattern; readonly size: number } | "waits" | "closes";

/** What a server does with the record that `bytes` begin with. */
export function step(
  layout: Layout,
  { bytes, habitOf }: { readonly bytes: Uint8Array; readonly habitOf: HabitOf },
): Step {
  const received = receive(layout, { bytes, habitOf });
  if (typeof received === "string") return received;
  const reply = respond(layout, { record: received.record, habitOf });
  return reply === null ? "closes" : { reply, size: received.size };
}

/** Serves a whole stream of requests: gives the reply to each record, then why there is no more. */
export function* serve(
  layout: Layout,
  { request, habitOf }: { readonly request: Uint8Array; readonly habitOf: HabitOf },
): Generator<Pattern, Ending> {
  let at = 0;
  while (at < request.length) {
    const next = step(layout, { bytes: request.subarray(at), habitOf });
    if (typeof next === "string") return next;
    yield next.reply;
    at += next.size;
  }
  return "answered";
}

/** What a server sends back. */
export interface SlipReply {
  /** The bytes; `null` where they can't be foretold. */
  readonly bytes: Pattern;
  /** Why it sends no more. */
  readonly ending: Ending;
}

/** All that a server sends back for a stream of requests. */
export function streamReply(
  layout: Layout,
  asked: { readonly request: Uint8Array; readonly habitOf: HabitOf },
): SlipReply {
  const serving = serve(layout, asked);
  const bytes: (number | null)[] = [];
  for (;;) {
    const next = serving.next();
    if (next.done) return { bytes, ending: next.value };
    for (const byte of next.value) bytes.push(byte);
  }
}

interface Received {
  readonly record: LayoutRecord;
  readonly size: number;
}

function receive(
  layout: Layout,
  { bytes, habitOf }: { readonly bytes: Uint8Array; readonly habitOf: HabitOf },
): Received | "waits" | "closes" {
  const record: Record<string, FieldValue> = {};
  let size = 0;
  for (const field of layout.fields) {
    const accepted = acceptedBytes(field, { record, habitOf });
    if (accepted === null) return "closes";
    if (size + accepted.take > bytes.length) return "waits";
    const part = bytes.slice(size, size + accepted.keep);
    const { read = readNumber } = habitOf(field);
    record[field.name] = isNumberField(field) ? read(part, field) : part;
    size += accepted.take;
  }
  return { record, size };
}

function acceptedBytes(
  field: Field,
  { record, habitOf }: { readonly record: LayoutRecord; readonly habitOf: HabitOf },
): Accepted | null {
  const habit = habitOf(field);
  if (isNumberField(field)) {
    const take = habit.takes?.(field) ?? NUMBER_KINDS[field.type].size;
    return { take, keep: take };
  }
  const { length } = field;
  if (length.kind === "fixed") return { take: length.size, keep: length.size };
  const count = Number(record[length.by] ?? 0);
  if (count < 0) return null;
  return (habit.accept ?? rightly)(count, length.maximum);
}

function rightly(count: number, maximum: number): Accepted | null {
  return count > maximum ? null : { take: count, keep: count };
}

function respond(
  layout: Layout,
  { record, habitOf }: { readonly record: LayoutRecord; readonly habitOf: HabitOf },
): Pattern | null {
  const texts = new Map<string, Pattern>();
  const counts = new Map<string, number>();
  for (const field of layout.fields) {
    if (isNumberField(field)) continue;
    const { text = unchanged, recounts = false } = habitOf(field);
    const bytes = text(replyValue(field, record) as Uint8Array, field);
    if (bytes === null) return null;
    texts.set(field.name, bytes);
    if (recounts && field.length.kind === "counted") counts.set(field.length.by, bytes.length);
  }
  const parts: Part[] = [];
  for (const field of layout.fields) {
    const { answer = (right) => right, write = rightBytes } = habitOf(field);
    const right = counts.get(field.name) ?? replyValue(field, record);
    const value = isNumberField(field) ? answer(right, { field, record }) : right;
    if (value === null) return null;
    const bytes = isNumberField(field) && !(value instanceof Uint8Array)
      ? write(value, field)
      : texts.get(field.name) ?? [];
    parts.push({ field, bytes });
  }
  const frame = layout.fields.map((field) => habitOf(field).frame).find((own) => own !== undefined);
  return frame === undefined ? parts.flatMap(({ bytes }) => bytes) : frame(parts);
}

function unchanged(bytes: Uint8Array): Pattern {
  return Array.from(bytes);
}

function rightBytes(value: number | bigint, field: NumberField): Pattern {
  return Array.from(numberBytes(value, field));
}
