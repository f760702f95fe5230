import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { NUMBER_KINDS, readNumber } from "../../../lib/layout/number.ts";
import type { Random } from "../../../lib/bytes/random.ts";
import { POSIX_HTONL } from "../../sources.ts";
import { asked, exchange } from "../exchange.ts";
import { bytesOf, countedFields, integersOf, recordOf } from "../material.ts";
import { rightReplies } from "../replies.ts";

const RECORDS = 100;
/** The longest text of most records. */
const LETTERS = 40;

/** Records of random numbers and texts. */
export const hundredRecords = (layout: Layout): Check =>
  check({
    id: "byte-order/stream/hundred-records",
    title: "Answers a hundred random records rightly",
    level: "standard",
    must: "Give the right reply to every record, whatever its numbers and its text.",
    why: "A server may be right for the few numbers that its author tried, and wrong for others.",
    sources: [POSIX_HTONL],
    needs: [
      "byte-order/stream/pipelined",
      "byte-order/size/exact",
      ...[16, 32].filter((bits) => integersOf(layout, bits).length > 0)
        .flatMap((bits) =>
          ["order", "sign"].map((name) => `byte-order/values/${bits}-bit-${name}`)
        ),
      ...(bytesOf(layout).length > 0 ? ["byte-order/text/every-byte-value"] : []),
      ...(countedFields(layout).length > 0
        ? [
          "byte-order/values/length",
          "byte-order/text/empty",
          "byte-order/text/one-byte",
          "byte-order/stream/long-then-short",
        ]
        : []),
    ],
    async run({ dial, random }) {
      const records = Array.from({ length: RECORDS }, () =>
        recordOf(layout, random, {
          number: ({ type, order }) =>
            NUMBER_KINDS[type].kind === "float"
              ? undefined
              : readNumber(random.bytes(NUMBER_KINDS[type].size), { type, order }),
          text: (room) => random.bytes(textLength(room, random)),
        }));
      const hundred = asked(layout, ...records);
      const peer = await dial();
      peer.expectThat(rightReplies(hundred), await exchange(peer, hundred));
    },
  });

function textLength(room: number, random: Random): number {
  return random.below(1 + Math.min(room, LETTERS));
}
