import { type Field, isNumberField, type Layout, type LayoutRecord } from "../layout.ts";
import { NUMBER_KINDS, numberBytes, readNumber } from "../number.ts";
import { replyValue } from "../reply.ts";
import { type Pattern, rubbish } from "./pattern.ts";
import type { Part } from "./serve.ts";
import type { MessageWay, RecordWay, Slip } from "./slip.ts";

/** Records sent as the C struct that holds them, with the gaps that its alignment leaves. */
export const PADDING_SLIPS: readonly Slip[] = [{
  id: "struct-padding",
  ways: [
    header("The fields are sent as a struct with gaps, the text behind it", { tail: true }),
    header("The fields are sent as they lie in a struct with gaps", { tail: false }),
    ...[false, true].flatMap((native) =>
      [0, 1].flatMap((more) => [
        struct("answered", { native, more, whole: true }),
        struct("answered", { native, more, whole: false }),
      ])
    ),
    ...[0, 1].map((more) => array(more)),
  ],
}];

/** A struct for the reply only; with `tail` the numbers end in the gap that `sizeof` counts. */
function header(words: string, { tail }: { readonly tail: boolean }): RecordWay {
  const frame = (parts: readonly Part[]): Pattern => {
    const sent: (number | null)[] = [];
    let widest = 1;
    for (const { field, bytes } of parts) {
      const alignment = alignmentOf(field);
      widest = Math.max(widest, alignment);
      const behind = tail && isCounted(field);
      sent.push(...rubbish(gap(sent.length, behind ? widest : alignment)));
      for (const byte of bytes) sent.push(byte);
    }
    return tail && parts.some(({ field }) => isCounted(field))
      ? sent
      : [...sent, ...rubbish(tail ? gap(sent.length, widest) : 0)];
  };
  return {
    over: "record",
    name: tail ? "header" : "without-tail",
    words,
    habit: () => ({ frame }),
  };
}

/** A struct with room for the longest text, for the reply only. */
function array(more: number): RecordWay {
  return {
    over: "record",
    name: more ? "whole-with-nul" : "whole",
    words: `The whole struct is sent, gaps, room for the longest text${
      more ? " and a NUL" : ""
    } and all`,
    habit: (layout) => {
      const { slots, size } = placed(layout, more);
      return {
        frame: (parts) => {
          const memory = [...rubbish(size)];
          for (const { field, bytes } of parts) {
            write(memory, { at: slots.get(field.name) ?? 0, bytes });
          }
          return memory.slice(0, size);
        },
      };
    },
  };
}

interface StructWay {
  /** Whether the numbers are left in the machine's order. */
  readonly native: boolean;
  /** How many bytes the text's room has beyond its maximum. */
  readonly more: number;
  /** Whether `sizeof` the struct is sent, or only up to the text's end. */
  readonly whole: boolean;
}

/** One `recv()` into the struct, one `send()` from it: the gaps eat bytes of the request, too. */
function struct(verb: string, { native, more, whole }: StructWay): MessageWay {
  const order = native ? ", unconverted" : "";
  const end = whole ? `whole${more ? ", with room for a NUL" : ""}` : "up to the text's end";
  return {
    over: "message",
    words: `The request is read into a struct with gaps${order}, and ${verb} from it ${end}`,
    reply(layout, request) {
      const { slots, size } = placed(layout, more);
      const memory = [...request.subarray(0, size), ...rubbish(size - request.length)];
      const record = recordIn(layout, { memory, slots, native });
      for (const field of layout.fields) {
        const at = slots.get(field.name) ?? 0;
        if (!isNumberField(field)) continue;
        const bytes = record === null
          ? rubbish(NUMBER_KINDS[field.type].size)
          : [...numberBytes(replyValue(field, record) as number, native ? little(field) : field)];
        if (field.reply.kind !== "same") write(memory, { at, bytes });
      }
      return memory.slice(
        0,
        whole ? size : Math.min(size, textEnd(layout, { slots, record, size })),
      );
    },
  };
}

/** Where the members of the struct lie, and its size with the gap at its end. */
function placed(layout: Layout, more: number) {
  const slots = new Map<string, number>();
  let end = 0;
  for (const field of layout.fields) {
    end += gap(end, alignmentOf(field));
    slots.set(field.name, end);
    if (isNumberField(field)) end += NUMBER_KINDS[field.type].size;
    else end += field.length.kind === "fixed" ? field.length.size : field.length.maximum + more;
  }
  return { slots, size: end + gap(end, Math.max(...layout.fields.map(alignmentOf))) };
}

interface Memory {
  readonly memory: Pattern;
  readonly slots: ReadonlyMap<string, number>;
  readonly native: boolean;
}

/** The numbers as the program reads them, or `null` where one lies behind what was received. */
function recordIn(layout: Layout, { memory, slots, native }: Memory): LayoutRecord | null {
  const values: [string, number | bigint][] = [];
  for (const field of layout.fields.filter(isNumberField)) {
    const at = slots.get(field.name) ?? 0;
    const bytes = memory.slice(at, at + NUMBER_KINDS[field.type].size);
    if (bytes.includes(null)) return null;
    values.push([
      field.name,
      readNumber(Uint8Array.from(bytes, Number), native ? little(field) : field),
    ]);
  }
  return Object.fromEntries(values);
}

function textEnd(
  layout: Layout,
  { slots, record, size }: {
    readonly slots: ReadonlyMap<string, number>;
    readonly record: LayoutRecord | null;
    readonly size: number;
  },
): number {
  const text = layout.fields.findLast(isCounted);
  if (text === undefined || isNumberField(text) || text.length.kind === "fixed") return size;
  return (slots.get(text.name) ?? 0) + Math.max(0, Number(record?.[text.length.by] ?? 0));
}

function little<T extends Field>(field: T): T & { readonly order: "little" } {
  return { ...field, order: "little" };
}

function write(
  memory: (number | null)[],
  { at, bytes }: { readonly at: number; readonly bytes: Pattern },
): void {
  for (const [index, byte] of bytes.entries()) memory[at + index] = byte;
}

function alignmentOf(field: Field): number {
  return isNumberField(field) ? NUMBER_KINDS[field.type].size : 1;
}

function isCounted(field: Field): boolean {
  return field.type === "bytes" && field.length.kind === "counted";
}

function gap(at: number, alignment: number): number {
  return (alignment - at % alignment) % alignment;
}
