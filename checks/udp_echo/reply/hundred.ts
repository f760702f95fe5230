import { echoCheck } from "../../echo/echo_check.ts";
import { repliesTo } from "../../../lib/wire/udp_peer.ts";
import { RFC_862 } from "../../sources.ts";

const DATAGRAMS = 100;
/** So many are on their way at a time: any socket's buffer holds them. */
const AT_A_TIME = 10;

/** A hundred datagrams, each unlike the others. */
export const hundred = echoCheck({
  id: "udp-echo/reply/hundred",
  title: "Answers a hundred datagrams, each with its own bytes",
  level: "core",
  must: "Answer every datagram, not only most of them.",
  why:
    "A server that passes over every second or every tenth datagram looks right at the first try.",
  sources: [RFC_862],
  alone: true,
  async run({ open, afford, freshLine, reply }) {
    afford({ exchanges: DATAGRAMS });
    const peer = await open();
    for (let sent = 0; sent < DATAGRAMS; sent += AT_A_TIME) {
      const lines = Array.from({ length: AT_A_TIME }, () => freshLine(10));
      for (const line of lines) await peer.send(line);
      peer.expectThat(repliesTo(lines.map(reply)), await peer.receive(lines.length));
    }
  },
});
