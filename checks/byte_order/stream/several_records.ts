import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { asked, expectReplies, oneByOne } from "../exchange.ts";
import { recordOf } from "../material.ts";

const RECORDS = 4;

/** One record after another. */
export const severalRecords = (layout: Layout): Check =>
  check({
    id: "byte-order/stream/several-records",
    title: "Answers one record after another on a connection",
    level: "core",
    must: "Go on answering records on a connection until the client ends its side.",
    why:
      "One recv() and one send() serve only the first record: it takes a loop until the stream ends.",
    sources: [RFC_9293_STREAM],
    async run({ dial, random }) {
      const records = Array.from({ length: RECORDS }, () => recordOf(layout, random));
      const peer = await dial();
      const observed = await oneByOne(peer, records.map((record) => asked(layout, record)));
      await expectReplies({ dial }, { layout, records, peer, observed });
    },
  });
