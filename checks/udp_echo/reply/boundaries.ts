import { echoCheck } from "../../echo/echo_check.ts";
import { repliesTo } from "../../../lib/wire/udp_peer.ts";
import { RFC_768 } from "../../sources.ts";

const ROUNDS = 4;

/** Datagrams that come in a row stay apart. */
export const boundaries = echoCheck({
  id: "udp-echo/reply/boundaries",
  title: "Answers two datagrams with two replies",
  level: "core",
  must: "Answer each datagram with one of its own, also where two come right behind each other.",
  why:
    "UDP keeps message boundaries: one recvfrom() is one datagram, and nothing is to be collected.",
  sources: [RFC_768],
  async run({ open, freshLine, reply }) {
    for (let round = 0; round < ROUNDS; round++) {
      const peer = await open();
      const lines = [freshLine(7), freshLine(9), freshLine(8)];
      for (const line of lines) await peer.send(line);
      peer.expectThat(repliesTo(lines.map(reply)), await peer.receive(lines.length));
    }
  },
});
