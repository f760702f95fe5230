import { type Check, check } from "../../../lib/check.ts";
import { fieldSpans } from "../../../lib/layout/encode.ts";
import { isNumberField, type Layout, type LayoutRecord } from "../../../lib/layout/layout.ts";
import { SEGMENT_GAP_MS } from "../../../lib/wire/tcp_peer.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { asked, expectReplies, joined, nextReply, restOf } from "../exchange.ts";
import { recordOf, required } from "../material.ts";
import { sample } from "../sample.ts";

/** At most so many places are tried. */
const MOST_CUTS = 24;
/** So many of them lie within the text. */
const TEXT_CUTS = 3;

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
    waitsMs: SEGMENT_GAP_MS * placesIn(sample(layout), layout).length,
    async run({ dial, random }) {
      const records: LayoutRecord[] = [];
      const peer = await dial();
      let observed = await peer.listen(0);
      const places = placesIn(recordOf(layout, random), layout);
      for (const at of required(places, "place to be cut at")) {
        const record = recordOf(layout, random);
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

/** Every offset in front of the text and a few within it; in a very long record some of them. */
function placesIn(record: LayoutRecord, layout: Layout): readonly number[] {
  const spans = fieldSpans(layout, record);
  const size = spans.reduce((sum, span) => sum + span.size, 0);
  const head = spans.find(({ field }) => !isNumberField(field))?.offset ?? size;
  const tail = Array.from({ length: TEXT_CUTS }, (_, at) => head + (at + 1) * (size - head) / 4);
  const all = [...Array.from({ length: head }, (_, at) => at + 1), ...tail.map(Math.floor)];
  const places = [...new Set(all)].filter((at) => at > 0 && at < size);
  const step = Math.ceil(places.length / MOST_CUTS);
  return places.filter((_, at) => at % step === 0);
}
