import type { Layout } from "./layout.ts";
import { ARITHMETIC_SLIPS } from "./slips/arithmetic.ts";
import { CONVERSION_SLIPS } from "./slips/conversion.ts";
import { DIGIT_SLIPS } from "./slips/digits.ts";
import { formsOf, rightForm, type SlipForm } from "./slips/forms.ts";
import { PADDING_SLIPS } from "./slips/padding.ts";
import { RECORD_SLIPS } from "./slips/record.ts";
import type { Slip } from "./slips/slip.ts";
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

/** Every slip that can be made with `layout`, in every way and with every likely set of fields. */
export function slipVariants(layout: Layout): readonly SlipForm[] {
  return formsOf(layout, SLIPS);
}

/** What a reply shows: a slip and what the server does to give just these bytes. */
export type SlipMatch = Pick<SlipForm, "id" | "words">;

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
  if (rightForm(layout).gives(request, observed)) return [];
  const fitting = slipVariants(layout).filter(({ gives }) => gives(request, observed));
  const precise = fitting.filter(({ vague }) => !vague);
  const best = precise.length > 0 ? precise : fitting;
  return [...Map.groupBy(best, ({ id }) => id).values()].flatMap(([first]) =>
    first === undefined ? [] : [{ id: first.id, words: first.words }]
  );
}
