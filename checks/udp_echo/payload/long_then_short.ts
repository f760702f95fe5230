import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";

/** A short datagram behind a longer one. */
export const longThenShort = echoCheck({
  id: "udp-echo/payload/long-then-short",
  title: "Echoes a short datagram after a long one",
  level: "core",
  must: "Send back as many bytes as this recvfrom() returned, and none of an earlier datagram.",
  why:
    "The buffer still holds the earlier datagram. Only the count that recvfrom() returned says where the new one ends.",
  sources: [RFC_862],
  async run({ open, freshLine, echo }) {
    const peer = await open();
    await echo(peer, freshLine(100));
    await echo(peer, freshLine(4));
    const other = await open();
    await echo(other, freshLine(3));
  },
});
