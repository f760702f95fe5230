import { utf8 } from "../../../lib/bytes/text.ts";
import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { asked, expectReplies, oneByOne } from "../exchange.ts";
import { countedFields, plainLength, recordOf, required } from "../material.ts";

/** A record with a short text behind one with a long text. */
export const longThenShort = (layout: Layout): Check =>
  check({
    id: "byte-order/stream/long-then-short",
    title: "Answers a short text after a long one",
    level: "core",
    must: "Send back as many bytes as this record announces, and none of an earlier one.",
    why: "The buffer still holds the earlier text. Only the length says where the new one ends.",
    sources: [RFC_9293_STREAM],
    async run({ dial, random }) {
      required(countedFields(layout), "text of any length");
      const letters = (times: number) =>
        recordOf(layout, random, {
          text: (_, field) => utf8(random.letters(1).repeat(plainLength(layout, field, times))),
        });
      const records = [letters(3), letters(1), letters(2), letters(1)];
      const peer = await dial();
      const observed = await oneByOne(peer, records.map((record) => asked(layout, record)));
      await expectReplies({ dial }, { layout, records, peer, observed });
    },
  });
