import type { Layout } from "./layout.ts";
import { ARITHMETIC_SLIPS } from "./slips/arithmetic.ts";
import { CONVERSION_SLIPS } from "./slips/conversion.ts";
import { DIGIT_SLIPS } from "./slips/digits.ts";
import { PADDING_SLIPS } from "./slips/padding.ts";
import { holdsAt, type Pattern } from "./slips/pattern.ts";
import { RECORD_SLIPS } from "./slips/record.ts";
import { type Scope, scopes } from "./slips/scope.ts";
import { type Ending, type HabitOf, serve } from "./slips/serve.ts";
import type { FieldWay, RecordWay, Slip } from "./slips/slip.ts";
import { TEXT_SLIPS } from "./slips/text.ts";
import { WIDTH_SLIPS } from "./slips/width.ts";

/** All slips that are known, those first that explain the most: one entry may repeat an id. */
export const SLIPS: readonly Slip[] = [
  ...CONVERSION_SLIPS,
  ...WIDTH_SLIPS,
  ...PADDING_SLIPS,
  ...RECORD_SLIPS,
  ...ARITHMETIC_SLIPS,
  ...TEXT_SLIPS,
  ...DIGIT_SLIPS,
];

/** One slip, made in one way with certain fields of a layout. */
export interface SlipVariant {
  /** The mistake's permanent name. */
  readonly id: string;
  /** What the server does, as a sentence: `"long" is written without htons() or htonl()`. */
  readonly words: string;
  /** Whether it leaves so much open that it explains a reply only where nothing else does. */
  readonly vague: boolean;
  /** What such a server sends back for a stream of requests. */
  readonly reply: (request: Uint8Array) => SlipReply;
}

/** What a server with a slip sends back. */
export interface SlipReply {
  /** The bytes; `null` where they can't be foretold. */
  readonly bytes: Pattern;
  /** Why it sends no more. */
  readonly ending: Ending;
}

/** Every slip that can be made with `layout`, in every way and with every likely set of fields. */
export function slipVariants(layout: Layout): readonly SlipVariant[] {
  return everyWay(layout).map(({ id, words, vague, run }) => ({
    id,
    words,
    vague,
    reply: (request) => collected(run(request)),
  }));
}

/** What a reply shows: a slip and what the server does to give just these bytes. */
export type SlipMatch = Pick<SlipVariant, "id" | "words">;

/** A request, and all that came back for it. */
export interface Exchange {
  /** One or more whole records. */
  readonly request: Uint8Array;
  /** All that came back; nothing, where a slip may make a server wait or close. */
  readonly observed: Uint8Array;
}

/**
 * The slips whose reply is exactly what was observed: none where that is the right reply.
 *
 * Several may match: some can't be told apart by their bytes (a conversion that is missing and one
 * that is made twice), and an empty reply fits many, a server that is down among them. Each id
 * comes once, with the way that touches the most fields. A way that leaves most bytes open counts
 * only where nothing else fits.
 */
export function recogniseSlips(layout: Layout, exchange: Exchange): readonly SlipMatch[] {
  const { request, observed } = exchange;
  if (gives(serve(layout, { request, habitOf: () => ({}) }), observed)) return [];
  const fitting = everyWay(layout).filter(({ run }) => gives(run(request), observed));
  const precise = fitting.filter(({ vague }) => !vague);
  const best = precise.length > 0 ? precise : fitting;
  return [...Map.groupBy(best, ({ id }) => id).values()].flatMap(([first]) =>
    first === undefined ? [] : [{ id: first.id, words: first.words }]
  );
}

type Serving = Generator<Pattern, Ending>;

interface Runnable {
  readonly id: string;
  readonly words: string;
  readonly vague: boolean;
  readonly run: (request: Uint8Array) => Serving;
}

function everyWay(layout: Layout): readonly Runnable[] {
  const scopesOf = { numbers: scopes(layout, "numbers"), bytes: scopes(layout, "bytes") };
  return SLIPS.flatMap(({ id, ways }) =>
    ways.flatMap((way) =>
      way.over === "record"
        ? [wholly(way, { id, layout })]
        : scopesOf[way.over].map((scope) => partial(way, { id, layout, scope }))
    )
  );
}

function partial(
  { habit, words, vague = false }: FieldWay,
  { id, layout, scope }: { readonly id: string; readonly layout: Layout; readonly scope: Scope },
): Runnable {
  const habitOf: HabitOf = ({ name }) => scope.names.has(name) ? habit : {};
  return {
    id,
    words: `${scope.words} ${words}`,
    vague,
    run: (request) => serve(layout, { request, habitOf }),
  };
}

function wholly(
  way: RecordWay,
  { id, layout }: { readonly id: string; readonly layout: Layout },
): Runnable {
  const { words, vague = false } = way;
  return { id, words, vague, run: (request) => whole(way, { layout, request }) };
}

function* whole(
  { reply }: RecordWay,
  { layout, request }: { readonly layout: Layout; readonly request: Uint8Array },
): Serving {
  const bytes = reply(layout, request);
  if (bytes === null) return "closes";
  yield bytes;
  return "answered";
}

function collected(serving: Serving): SlipReply {
  const bytes: (number | null)[] = [];
  for (;;) {
    const next = serving.next();
    if (next.done) return { bytes, ending: next.value };
    for (const byte of next.value) bytes.push(byte);
  }
}

/** Whether the replies of `serving` are `observed`, no more and no less. */
function gives(serving: Serving, observed: Uint8Array): boolean {
  let at = 0;
  for (const reply of serving) {
    if (!holdsAt(observed, at, reply)) return false;
    at += reply.length;
  }
  return at === observed.length;
}
