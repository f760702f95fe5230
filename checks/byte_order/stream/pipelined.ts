import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { byHand } from "../by_hand.ts";
import { asked, exchange, expectReplies } from "../exchange.ts";
import { recordOf } from "../material.ts";
import { sample } from "../sample.ts";

const RECORDS = 3;

/** Records that come together. */
export const pipelined = (layout: Layout): Check =>
  check({
    id: "byte-order/stream/pipelined",
    title: "Answers three records that come in one segment",
    level: "standard",
    must: "Answer every record of what one recv() returned.",
    why:
      "A client may send several records before it reads. What stands behind the first must not be lost.",
    sources: [RFC_9293_STREAM],
    byHand: byHand(asked(layout, sample(layout), sample(layout))),
    async run({ dial, random }) {
      const records = Array.from({ length: RECORDS }, () => recordOf(layout, random));
      const peer = await dial();
      const observed = await exchange(peer, asked(layout, ...records));
      await expectReplies({ dial }, { layout, records, peer, observed });
    },
  });
