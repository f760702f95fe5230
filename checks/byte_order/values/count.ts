import { utf8 } from "../../../lib/bytes/text.ts";
import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { POSIX_HTONL, RFC_1700_NOTATION } from "../../sources.ts";
import { byHand } from "../by_hand.ts";
import { asked, exchange } from "../exchange.ts";
import { countsOf, namesOf, recordOf, required } from "../material.ts";
import { rightFields } from "../replies.ts";
import { sample } from "../sample.ts";

/** Two bytes that differ, where a text may be as long. */
const LETTERS = 0x0102;

/** The field that announces how long the text is. */
export const count = (layout: Layout): Check =>
  check({
    id: "byte-order/values/length",
    title: "Sends the length of the text back as it came",
    level: "core",
    must: "Write the length into the reply in network byte order, too.",
    why:
      "A client reads as many bytes as the reply announces. With its bytes turned round, 2 becomes 512.",
    sources: [RFC_1700_NOTATION, POSIX_HTONL],
    byHand: byHand(asked(layout, sample(layout))),
    async run({ dial, random }) {
      const names = namesOf(required(countsOf(layout), "length"));
      for (const letters of [3, LETTERS]) {
        const text = (room: number) => utf8(random.letters(Math.min(letters, room)));
        const record = asked(layout, recordOf(layout, random, { text }));
        const peer = await dial();
        peer.expectThat(rightFields(names, record), await exchange(peer, record));
        await peer.end();
      }
    },
  });
