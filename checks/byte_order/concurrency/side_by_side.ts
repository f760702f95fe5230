import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { asked, exchange, expectReplies } from "../exchange.ts";
import { plainLength, recordOf } from "../material.ts";

const CLIENTS = 4;
/** How much each client sends in all, in bytes, and in how many records at the most. */
const BYTES = 96 * 1024;
const MOST_RECORDS = 400;
/** How often a plain text is repeated in a record, where there is room. */
const TIMES = 40;

/** Many records of several clients at the same time. */
export const sideBySide = (layout: Layout): Check =>
  check({
    id: "byte-order/concurrency/side-by-side",
    title: "Keeps many records of four clients apart",
    level: "standard",
    must: "Send each client its own records, while others send as many.",
    why: "A static or global buffer is overwritten by one thread before another has sent it.",
    sources: [RFC_9293_STREAM],
    needs: ["byte-order/stream/pipelined"],
    async run({ dial, random, afford }) {
      afford({ bytes: CLIENTS * BYTES });
      const first = random.below(200);
      const records = Array.from({ length: CLIENTS }, (_, client) => {
        return recordOf(layout, random, {
          text: (_, field) =>
            new Uint8Array(plainLength(layout, field, TIMES)).fill(first + 7 * client),
        });
      });
      const talks = await Promise.all(records.map(async (record, client) => {
        const { request } = asked(layout, record);
        const count = Math.min(MOST_RECORDS, Math.ceil(BYTES / request.length));
        const many = Array.from({ length: count }, () => record);
        const peer = await dial({ as: `Client ${client + 1} of ${CLIENTS}` });
        const observed = await exchange(peer, asked(layout, ...many));
        return { layout, records: many, peer, observed };
      }));
      for (const talk of talks) await expectReplies({ dial }, talk);
    },
  });
