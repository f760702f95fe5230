import { utf8 } from "../../../lib/bytes/text.ts";
import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { POSIX_HTONL } from "../../sources.ts";
import { byHand } from "../by_hand.ts";
import { asked, exchange } from "../exchange.ts";
import { recordOf } from "../material.ts";
import { rightSize } from "../replies.ts";
import { sample } from "../sample.ts";

/** A short text shows a buffer that is sent whole; whether it is answered is the business of other checks. */
const FEW_LETTERS = 3;

/** The size of a reply, whatever it holds. */
export const exactSize = (layout: Layout): Check =>
  check({
    id: "byte-order/size/exact",
    title: "Sends exactly as many bytes as the reply has",
    level: "core",
    must: "Send the fields one behind the other, with nothing between them and nothing behind.",
    why:
      "sizeof a struct counts the gaps that the compiler leaves, sizeof a buffer all of it, sizeof(long) 8: the client takes what is too much for the next record.",
    sources: [POSIX_HTONL],
    byHand: byHand(asked(layout, sample(layout))),
    async run({ dial, random }) {
      for (const letters of [undefined, FEW_LETTERS]) {
        const text = (room: number) =>
          letters === undefined ? undefined : utf8(random.letters(Math.min(room, letters)));
        const record = asked(layout, recordOf(layout, random, { text }));
        const peer = await dial();
        const observed = await exchange(peer, record);
        const isUnanswered = letters !== undefined && observed.bytes.length === 0;
        if (!isUnanswered) peer.expectThat(rightSize(record), observed);
        await peer.end();
      }
    },
  });
