import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { RFC_1700_NOTATION } from "../../sources.ts";
import { byHand } from "../by_hand.ts";
import { asked, exchange } from "../exchange.ts";
import { floatsOf, namesOf, recordOf } from "../material.ts";
import { rightFields } from "../replies.ts";
import { sample } from "../sample.ts";

/** Numbers that every float holds exactly. */
const VALUES = [1.5, -123.25, 0, 65_537];

/** Floats, where the layout has any: they have a byte order like every other number. */
export function floats(layout: Layout): readonly Check[] {
  const fields = floatsOf(layout);
  if (fields.length === 0) return [];
  const names = namesOf(fields);
  return [check({
    id: "byte-order/values/floats",
    title: "Reads and writes floats in their byte order",
    level: "core",
    must: "Send floats as the 4 or 8 bytes of IEEE 754, in the order that the record has for them.",
    why: "A float has bytes in an order, too, and no htonl() for it: its bytes are turned by hand.",
    sources: [RFC_1700_NOTATION],
    byHand: byHand(asked(layout, sample(layout))),
    async run({ dial, random }) {
      for (const value of VALUES) {
        const number = ({ name }: { readonly name: string }) => names.has(name) ? value : undefined;
        const record = asked(layout, recordOf(layout, random, { number }));
        const peer = await dial();
        peer.expectThat(rightFields(names, record), await exchange(peer, record));
        await peer.end();
      }
    },
  })];
}
