import { echoCheck } from "../../echo/echo_check.ts";
import { echoOf, seconds } from "../../../lib/wire/echo_schema.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { RFC_862 } from "../../sources.ts";

/** Two clients at a time: the run learns from it how the server serves. */
export const secondClient = echoCheck({
  id: "tcp-echo/concurrency/second-client",
  title: "Serves a second client while the first is connected",
  level: "standard",
  must: "Answer a client also while another is connected and says nothing.",
  why: "With one client at a time, one silent client keeps everybody else waiting.",
  sources: [RFC_862],
  async run({ dial, now, freshLine, reply }) {
    const line = freshLine();
    const first = await dial();
    const second = await dial();
    await second.send(line);
    await second.halfClose();
    const early = await second.receive(line.length);
    if (early.bytes.length > 0) return; // what it says is the business of other checks
    if (early.ending !== "open") return void second.expectThat(echoOf(reply(line)), early);
    const leftMs = now();
    await first.end();
    const late = await second.receive(line.length);
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
