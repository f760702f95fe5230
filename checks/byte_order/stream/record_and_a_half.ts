import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { asked, expectReplies, lastReply } from "../exchange.ts";
import { recordOf } from "../material.ts";

const GAP_MS = 40;

/** A segment that ends in the middle of the second record. */
export const recordAndAHalf = (layout: Layout): Check =>
  check({
    id: "byte-order/stream/record-and-a-half",
    title: "Answers when a segment holds a record and a half",
    level: "standard",
    must: "Answer the whole record, keep the half, and answer it when the rest has come.",
    why: "Segments don't end where records do. What is left of one recv() begins the next record.",
    sources: [RFC_9293_STREAM],
    waitsMs: GAP_MS,
    async run({ dial, random }) {
      const records = [recordOf(layout, random), recordOf(layout, random)];
      const { request, expected } = asked(layout, ...records);
      const at = Math.ceil(request.length * 3 / 4);
      const peer = await dial();
      await peer.sendInSegments([request.subarray(0, at), request.subarray(at)], GAP_MS);
      const observed = await lastReply(peer, expected);
      await expectReplies({ dial }, { layout, records, peer, observed });
    },
  });
