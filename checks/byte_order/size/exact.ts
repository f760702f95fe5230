import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { POSIX_HTONL } from "../../sources.ts";
import { byHand } from "../by_hand.ts";
import { asked, exchange } from "../exchange.ts";
import { recordOf } from "../material.ts";
import { rightSize } from "../replies.ts";
import { sample } from "../sample.ts";

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
      const record = asked(layout, recordOf(layout, random));
      const peer = await dial();
      peer.expectThat(rightSize(record), await exchange(peer, record));
    },
  });
