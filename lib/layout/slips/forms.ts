import type { Field, Layout } from "../layout.ts";
import { holdsAt, type Pattern } from "./pattern.ts";
import { type Scope, scopes } from "./scope.ts";
import {
  type Habit,
  type HabitOf,
  serve,
  type SlipReply,
  type Step,
  step,
  streamReply,
} from "./serve.ts";
import type { FieldWay, MessageWay, RecordWay, Slip, Way } from "./slip.ts";

/** One slip, made in one way with certain fields of a layout, or several of them in one server. */
export interface SlipForm {
  /** The mistake's permanent name; of several the first's. */
  readonly id: string;
  /** What the way is called among those of its slip, where a server is to make it. */
  readonly name: string | null;
  /** What the server does, as a sentence. */
  readonly words: string;
  /** What it is made with: numbers, bytes, the record, or a piece of the stream. */
  readonly kind: Way["over"];
  /** The names of the fields that it is made with. */
  readonly fields: ReadonlySet<string>;
  /** Whether it leaves so much open that it explains a reply only where nothing else does. */
  readonly vague: boolean;
  /** What the server does otherwise with each field; `null` where it takes a piece for a record. */
  readonly habitOf: HabitOf | null;
  /** What such a server sends back for a stream of requests. */
  readonly reply: (request: Uint8Array) => SlipReply;
  /** Whether just these bytes are what it sends back. */
  readonly gives: (request: Uint8Array, observed: Uint8Array) => boolean;
  /** What such a server does with the record that bytes begin with. */
  readonly step: (bytes: Uint8Array) => Step;
}

/** Every form that slips may have with `layout`, each with the likely sets of fields. */
export function formsOf(layout: Layout, slips: readonly Slip[]): readonly SlipForm[] {
  const scopesOf = { numbers: scopes(layout, "numbers"), bytes: scopes(layout, "bytes") };
  const all = new Set(layout.fields.map(({ name }) => name));
  return slips.flatMap(({ id, ways }) =>
    ways.flatMap((way) => {
      if (way.over === "message") return [messageForm(way, { id, layout, all })];
      const over = way.over === "record" ? [{ words: "", names: all }] : scopesOf[way.over];
      return over.map((scope) => habitForm(way, { id, layout, scope }));
    })
  );
}

/** The server without a slip. */
export function rightForm(layout: Layout): SlipForm {
  return ofHabits(
    layout,
    { id: "", name: null, kind: "record", words: "", vague: false, fields: new Set() },
    () => NO_HABIT,
  );
}

/** Two slips in one server; `null` where one leaves no room for the other. */
export function bothForms(layout: Layout, one: SlipForm, other: SlipForm): SlipForm | null {
  const [first, second] = [one.habitOf, other.habitOf];
  if (!first || !second || one.id === other.id) return null;
  const habits = new Map<string, Habit>();
  for (const field of layout.fields) {
    const both = bothHabits(first(field), second(field));
    if (!both) return null;
    habits.set(field.name, both);
  }
  const words = `${one.words}; ${other.words}`;
  const fields = one.fields.union(other.fields);
  const vague = one.vague || other.vague;
  return ofHabits(
    layout,
    { id: one.id, name: null, kind: "record", words, vague, fields },
    ({ name }) => habits.get(name) ?? NO_HABIT,
  );
}

const NO_HABIT: Habit = {};

type Made = Omit<SlipForm, "habitOf" | "reply" | "gives" | "step">;

function habitForm(
  way: FieldWay | RecordWay,
  { id, layout, scope }: { readonly id: string; readonly layout: Layout; readonly scope: Scope },
): SlipForm {
  const habit = way.over === "record" ? way.habit(layout) : way.habit;
  const words = way.over === "record" ? way.words : `${scope.words} ${way.words}`;
  return ofHabits(
    layout,
    { id, ...partsOf(way), words, fields: scope.names },
    ({ name }: Field) => scope.names.has(name) ? habit : NO_HABIT,
  );
}

function ofHabits(layout: Layout, made: Made, habitOf: HabitOf): SlipForm {
  return {
    ...made,
    habitOf,
    reply: (request) => streamReply(layout, { request, habitOf }),
    gives: (request, observed) => isSent(serve(layout, { request, habitOf }), observed),
    step: (bytes) => step(layout, { bytes, habitOf }),
  };
}

/** What came in one piece is one record here, whatever it is. */
function messageForm(
  way: MessageWay,
  { id, layout, all }: {
    readonly id: string;
    readonly layout: Layout;
    readonly all: ReadonlySet<string>;
  },
): SlipForm {
  const framing = rightForm(layout);
  const answer = (request: Uint8Array): Pattern => way.reply(layout, request);
  const reply = (request: Uint8Array): SlipReply =>
    typeof framing.step(request) === "string"
      ? framing.reply(request)
      : { bytes: answer(request), ending: "answered" };
  return {
    id,
    ...partsOf(way),
    words: way.words,
    fields: all,
    habitOf: null,
    reply,
    gives: (request, observed) => isSent([reply(request).bytes], observed),
    step(bytes) {
      const next = framing.step(bytes);
      return typeof next === "string"
        ? next
        : { reply: answer(bytes.slice(0, next.size)), size: next.size };
    },
  };
}

/** Whether replies are `observed`, no more and no less: it stops at the first that isn't. */
function isSent(replies: Iterable<Pattern>, observed: Uint8Array): boolean {
  let at = 0;
  for (const reply of replies) {
    if (!holdsAt(observed, at, reply)) return false;
    at += reply.length;
  }
  return at === observed.length;
}

function partsOf({ over, name, vague }: Way): Pick<SlipForm, "kind" | "name" | "vague"> {
  return { kind: over, name: name ?? null, vague: vague ?? false };
}

/** What two habits with one field are together: text goes through both, else each step is of one of them. */
function bothHabits(one: Habit, other: Habit): Habit | null {
  const { text: first, recounts = false, ...rest } = one;
  const { text: second, recounts: recountsToo = false, ...more } = other;
  for (const step in rest) if (step in more) return null;
  const text: Habit["text"] = first && second
    ? (bytes, field) => {
      const between = first(bytes, field);
      return between === null || between.includes(null)
        ? between
        : second(Uint8Array.from(between, Number), field);
    }
    : first ?? second;
  return {
    ...rest,
    ...more,
    ...(text ? { text } : {}),
    ...(recounts || recountsToo ? { recounts: true } : {}),
  };
}
