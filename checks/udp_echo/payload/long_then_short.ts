import { check } from "../../../lib/check.ts";
import { randomLine } from "../../payloads.ts";
import { RFC_862 } from "../../sources.ts";

/** A short datagram behind a longer one. */
export const longThenShort = check({
  id: "udp-echo/payload/long-then-short",
  title: "Echoes a short datagram after a long one",
  level: "core",
  must: "Send back as many bytes as this recvfrom() returned, and none of an earlier datagram.",
  why:
    "The buffer still holds the earlier datagram. Only the count that recvfrom() returned says where the new one ends.",
  sources: [RFC_862],
  async run({ open, random }) {
    const peer = await open();
    await peer.echo(randomLine(random, 100));
    await peer.echo(randomLine(random, 4));
    const other = await open();
    await other.echo(randomLine(random, 3));
  },
});
