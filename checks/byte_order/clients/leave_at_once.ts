import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { expectAnswer } from "../exchange.ts";

const LEAVERS = 5;

/** Clients that come and go. */
export const leaveAtOnce = (layout: Layout): Check =>
  check({
    id: "byte-order/clients/leave-at-once",
    title: "Serves a client that comes when others have just left",
    level: "core",
    must: "Go on serving when clients connect and leave at once, and one comes right behind them.",
    why: "A client that is gone without a word must not hold up the next.",
    sources: [RFC_9293_STREAM],
    alone: true,
    needs: ["byte-order/closing/empty-connection"],
    async run({ dial, random }) {
      for (let client = 0; client < LEAVERS; client++) {
        const peer = await dial();
        await peer.end();
      }
      await expectAnswer({ dial, random }, layout);
    },
  });
