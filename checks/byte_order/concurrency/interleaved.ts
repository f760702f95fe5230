import { utf8 } from "../../../lib/bytes/text.ts";
import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { asked, expectReplies, lastReply, nextReply } from "../exchange.ts";
import { possibleCuts } from "../stream/cuts.ts";
import { plainLength, recordOf } from "../material.ts";

/** The pause in the middle of a record, in milliseconds: enough for the server to have read its half. */
const GAP_MS = 20;

/** Two clients by turns: one is served while the record of the other is half there. */
export const interleaved = (layout: Layout): Check =>
  check({
    id: "byte-order/concurrency/interleaved",
    title: "Keeps two clients apart whose records come by turns",
    level: "standard",
    must: "Keep what one client has sent so far apart from what another sends meanwhile.",
    why:
      "A static or global buffer holds half a record of one client when the other's overwrites it.",
    sources: [RFC_9293_STREAM],
    needs: ["byte-order/stream/at-once", ...possibleCuts(layout)],
    async run({ dial, random }) {
      const lettered = () =>
        recordOf(layout, random, {
          text: (_, field) => utf8(random.letters(1).repeat(plainLength(layout, field, 2))),
        });
      const [half, whole] = [lettered(), lettered()];
      for (const share of [1 / 3, 3 / 4]) {
        const one = await dial({ as: "The client whose record was half there" });
        const other = await dial({ as: "The client in between" });
        const { request, expected } = asked(layout, half);
        const at = Math.ceil(request.length * share);
        await one.send(request.subarray(0, at));
        await one.pause(GAP_MS);
        await other.send(asked(layout, whole).request);
        const between = await nextReply(other, asked(layout, whole).expected);
        await one.send(request.subarray(at));
        const observed = await lastReply(one, expected);
        await other.end();
        await expectReplies({ dial }, { layout, records: [half], peer: one, observed });
        await expectReplies({ dial }, {
          layout,
          records: [whole],
          peer: other,
          observed: between,
        });
      }
    },
  });
