import { echoCheck } from "../../echo/echo_check.ts";
import { repliesTo } from "../../../lib/wire/udp_peer.ts";
import { RFC_862 } from "../../sources.ts";

/** Two clients by turns. */
export const twoInterleaved = echoCheck({
  id: "udp-echo/clients/two-interleaved",
  title: "Sends each of two clients its own reply",
  level: "core",
  must: "Reply to the address that this recvfrom() filled in.",
  why: "A server that keeps the address of its first client sends everybody's replies there.",
  sources: [RFC_862],
  async run({ open, freshLine, reply }) {
    const clients = [await open(), await open()];
    for (let round = 0; round < 5; round++) {
      const lines = clients.map(() => freshLine());
      for (const [i, client] of clients.entries()) await client.send(lines[i]!);
      for (const [i, client] of clients.entries()) {
        client.expectThat(repliesTo([reply(lines[i]!)]), await client.receive(1));
      }
    }
  },
});
