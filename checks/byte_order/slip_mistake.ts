import type { ByHand } from "../../lib/check.ts";
import type { Layout } from "../../lib/layout/layout.ts";
import { type Mistake, mistake } from "../../lib/mistake.ts";
import { byHand } from "./by_hand.ts";
import { bySlip } from "./diagnose/by_slip.ts";
import { asked } from "./exchange.ts";
import { sample } from "./sample.ts";
import { slipServers } from "./slip_servers.ts";

/** What is said of a mistake, in the words that fit records of any layout. */
export type Words = Pick<Mistake, "id" | "title" | "shows" | "why" | "code" | "alike">;

/** A mistake of a server of records that is a function of their bytes. */
export function slipMistake(
  layout: Layout,
  words: Words,
  more: Partial<Pick<Mistake, "recognise" | "serve" | "variants" | "byHand">> = {},
): Mistake {
  return mistake({
    suites: ["byte-order"],
    kind: "mistake",
    byHand: sampleByHand(layout),
    recognise: bySlip(layout, words.id),
    ...slipServers(layout, words.id),
    ...words,
    ...more,
  });
}

/** A line that sends a sample record, with a text of its own if one is given. */
export function sampleByHand(layout: Layout, text?: Uint8Array): ByHand {
  const filling = text ? { text: (room: number) => text.subarray(0, room) } : {};
  return byHand(asked(layout, sample(layout, filling)));
}
