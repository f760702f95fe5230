import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { asked } from "../exchange.ts";
import { recordOf } from "../material.ts";
import { anyReply } from "../replies.ts";

/** Two clients at a time: the run learns from it how the server serves. */
export const secondClient = (layout: Layout): Check =>
  check({
    id: "byte-order/concurrency/second-client",
    title: "Serves a second client while the first is connected",
    level: "standard",
    must: "Answer a client also while another is connected and says nothing.",
    why: "With one client at a time, one silent client keeps everybody else waiting.",
    sources: [RFC_9293_STREAM],
    async run({ dial, random, now, patienceMs }) {
      const record = asked(layout, recordOf(layout, random));
      const first = await dial();
      await first.send(record.request);
      await first.receive(1);
      const second = await dial();
      await second.send(record.request);
      let early = await second.receive(1, patienceMs / 4);
      if (early.bytes.length === 0 && early.ending === "open") {
        await second.halfClose();
        early = await second.receive(1);
      }
      if (early.bytes.length > 0 || early.ending !== "open") {
        return void second.expectThat(anyReply(record), early);
      }
      const leftMs = now();
      await first.end();
      const late = await second.receive(1);
      const waitedMs = now() - leftMs;
      throw new Mismatch(
        late.bytes.length > 0
          ? "The second client was answered only after the first had left"
          : "The second client was not answered, not even after the first had left",
        {
          evidence: "silence",
          expected: "an answer while the other client is connected",
          observed: late.bytes.length > 0
            ? `the answer ${seconds(waitedMs)} after the other client had left`
            : `silence for ${seconds(early.silentMs + late.silentMs)}`,
        },
      );
    },
  });
