import { check } from "../../../lib/check.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { RFC_868 } from "../../sources.ts";
import { takeTime, TIME_BYTES } from "../conversation.ts";

/** Two clients at a time: the run learns from it how the server serves. */
export const secondClient = check({
  id: "tcp-time/concurrency/second-client",
  title: "Serves a second client while the first stays connected",
  level: "standard",
  must: "Send the time to a client also while another has got it and doesn't leave.",
  why: "A server that waits until its client has gone keeps everybody else waiting.",
  sources: [RFC_868],
  async run(context) {
    const { dial, now } = context;
    const first = await dial({ as: "The first client" });
    await takeTime(first, context, now());
    const startMs = now();
    const second = await dial({ as: "The second client" });
    const early = await second.receive(TIME_BYTES, context.patienceMs / 2);
    if (early.bytes.length > 0) return;
    const asked = await second.send(new Uint8Array([0x0a])).then(() => second.receive(TIME_BYTES));
    if (asked.bytes.length > 0 || asked.ending !== "open") return;
    await first.end();
    const late = await second.receive(TIME_BYTES);
    throw new Mismatch(
      late.bytes.length > 0
        ? "The second client got the time only after the first had left"
        : "The second client got no time, not even after the first had left",
      {
        evidence: "silence",
        expected: "the time while the other client is connected",
        observed: late.bytes.length > 0
          ? `the time after ${seconds(now() - startMs)}`
          : `silence for ${seconds(now() - startMs)}`,
      },
    );
  },
});
