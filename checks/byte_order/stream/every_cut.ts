import { utf8 } from "../../../lib/bytes/text.ts";
import { type Check, check } from "../../../lib/check.ts";
import type { Layout, LayoutRecord } from "../../../lib/layout/layout.ts";
import { SEGMENT_GAP_MS } from "../../../lib/wire/tcp_peer.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { asked, expectReplies, joined, nextReply, restOf } from "../exchange.ts";
import { recordOf, required } from "../material.ts";
import { sample } from "../sample.ts";

/** A longer record is cut at so many places, evenly spread. */
const MOST_CUTS = 24;
const LETTERS = 3;

/** Records cut at every place. */
export const everyCut = (layout: Layout): Check =>
  check({
    id: "byte-order/stream/every-cut",
    title: "Answers records wherever they are cut in two",
    level: "standard",
    must: "Answer a record in the same way wherever TCP has cut it.",
    why: "Where a segment ends is chance. A server must be right at every offset.",
    sources: [RFC_9293_STREAM],
    needs: ["byte-order/stream/several-records"],
    waitsMs: SEGMENT_GAP_MS * placesIn(asked(layout, sample(layout)).request).length,
    async run({ dial, random }) {
      const records: LayoutRecord[] = [];
      const peer = await dial();
      let observed = await peer.listen(0);
      const places = placesIn(asked(layout, short(layout, random)).request);
      for (const at of required(places, "place to be cut at")) {
        const record = short(layout, random);
        const { request, expected } = asked(layout, record);
        records.push(record);
        await peer.sendInSegments([request.subarray(0, at), request.subarray(at)]);
        observed = joined(observed, await nextReply(peer, expected));
        if (observed.ending !== "open") break;
      }
      observed = await restOf(peer, observed);
      await expectReplies({ dial }, { layout, records, peer, observed });
    },
  });

function short(layout: Layout, random: Parameters<typeof recordOf>[1]): LayoutRecord {
  return recordOf(layout, random, {
    text: (room) => utf8(random.letters(Math.min(room, LETTERS))),
  });
}

/** Every offset at which a record can be cut, or many of them. */
function placesIn({ length }: Uint8Array): readonly number[] {
  const cuts = Math.min(length - 1, MOST_CUTS);
  return Array.from({ length: cuts }, (_, cut) => Math.ceil((cut + 1) * (length - 1) / cuts));
}
