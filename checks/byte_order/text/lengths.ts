import { counted, utf8 } from "../../../lib/bytes/text.ts";
import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { POSIX_HTONL } from "../../sources.ts";
import { byHand } from "../by_hand.ts";
import { asked, exchange } from "../exchange.ts";
import { countedFields, digit, namesOf, recordOf, required, roomOf } from "../material.ts";
import { anyReply, rightFields } from "../replies.ts";
import { sample } from "../sample.ts";

/** An empty text. */
const empty = (layout: Layout): Check =>
  check({
    id: "byte-order/text/empty",
    title: "Answers a record with an empty text",
    level: "core",
    must: "Answer a record whose length is 0 as soon as its numbers have come.",
    why: "recv() of 0 bytes returns 0, or waits: an empty text needs no recv(), and is no end.",
    sources: [POSIX_HTONL],
    byHand: byHand(asked(layout, sample(layout, { text: () => new Uint8Array() }))),
    async run({ dial, random }) {
      required(countedFields(layout), "text of any length");
      const record = asked(layout, recordOf(layout, random, { text: () => new Uint8Array() }));
      const peer = await dial();
      peer.expectThat(anyReply(record), await exchange(peer, record));
    },
  });

const ROWS = [
  {
    name: "one-byte",
    words: "of one byte",
    why: "The smallest text shows a count that is one off.",
    size: 1,
  },
  {
    name: "longest",
    words: "of the largest length",
    why: "The largest length is allowed: a buffer must hold it, and >= in place of > refuses it.",
    size: Infinity,
  },
];

/** The checks of how long a text may be. */
export function lengths(layout: Layout): readonly Check[] {
  const fields = countedFields(layout);
  const names = namesOf(fields);
  const largest = Math.max(0, ...fields.map((field) => roomOf(layout, field)));
  return [
    empty(layout),
    ...ROWS.map(({ name, words, why, size }) =>
      check({
        id: `byte-order/text/${name}`,
        title: `Answers a text ${words}`,
        level: "core",
        must: `Send a text of ${
          counted(Math.min(size, largest), "byte")
        } back unchanged, like every other.`,
        why,
        sources: [POSIX_HTONL],
        async run({ dial, random, afford }) {
          required(fields, "text of any length");
          const text = (room: number) => utf8(digit(random).repeat(Math.min(size, room)));
          const record = asked(layout, recordOf(layout, random, { text }));
          afford({ bytes: record.request.length });
          const peer = await dial();
          peer.expectThat(rightFields(names, record), await exchange(peer, record));
        },
      })
    ),
  ];
}
