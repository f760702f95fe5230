import { check } from "../../../lib/check.ts";
import { RFC_868 } from "../../sources.ts";
import { anyTime } from "../../time/schemas.ts";
import { noReply, QUESTION } from "../conversation.ts";

/** UDP may lose a datagram that waits behind another: a server that mixes clients up does so every time. */
const ROUNDS = 2;

/** Two clients that ask in the same moment. */
export const twoAtOnce = check({
  id: "udp-time/clients/two-at-once",
  title: "Sends each of two clients its own reply",
  level: "core",
  must: "Reply to the address that this recvfrom() filled in.",
  why: "A server that keeps the address of its first client sends everybody's replies there.",
  sources: [RFC_868],
  async run({ open, now, date }) {
    for (let round = 1; round <= ROUNDS; round++) {
      const clients = [await open(), await open()];
      const startMs = now();
      for (const client of clients) await client.send(QUESTION);
      const observed = await Promise.all(clients.map((client) => client.receive(1)));
      const lost = observed.find(({ datagrams }) => datagrams.length === 0);
      if (lost && round < ROUNDS) continue;
      if (lost) throw noReply(QUESTION, lost);
      for (const [i, client] of clients.entries()) {
        const { bytes } = observed[i]!.datagrams[0]!;
        client.expectThat(anyTime(), { bytes, nowMs: date(), withinMs: now() - startMs });
      }
      return;
    }
  },
});
