import { check } from "../../../lib/check.ts";
import { RFC_868 } from "../../sources.ts";
import { anyTime } from "../../time/schemas.ts";
import { QUESTION, takeTime } from "../conversation.ts";

const ROUNDS = 3;

/** Two clients that ask in the same moment. */
export const twoAtOnce = check({
  id: "udp-time/clients/two-at-once",
  title: "Sends each of two clients its own reply",
  level: "core",
  must: "Reply to the address that this recvfrom() filled in.",
  why: "A server that keeps the address of its first client sends everybody's replies there.",
  sources: [RFC_868],
  async run(context) {
    for (let round = 0; round < ROUNDS; round++) {
      const clients = [await context.open(), await context.open()];
      const startMs = context.now();
      for (const client of clients) await client.send(QUESTION);
      for (const client of clients) {
        const { reading } = await takeTime(client, context, { startMs, question: QUESTION });
        client.expectThat(anyTime(), reading);
      }
      for (const client of clients) await client.end();
    }
  },
});
