import { echoCheck } from "../../echo/echo_check.ts";
import { Mismatch, Tolerable } from "../../../lib/wire/mismatch.ts";
import { RFC_862 } from "../../sources.ts";

/** What became of the very first datagram of the run. */
export const firstDatagram = echoCheck({
  id: "udp-echo/reach/first-datagram",
  title: "Answers the very first datagram",
  level: "core",
  must: "Answer the first datagram after the start as well as every other.",
  why:
    "The address length of recvfrom() must be set before the first call: with 0 the kernel can't store the sender.",
  sources: [RFC_862],
  async run({ open, facts, loopback, freshLine, echo }) {
    const peer = await open();
    await echo(peer, freshLine());
    if (facts.firstDatagramAnswered !== false) return;
    const Kind = loopback ? Mismatch : Tolerable;
    throw new Kind("The first datagram of the run got no reply; all that came after it did", {
      evidence: "bytes", // it can't be tried again: there is only one first
      expected: "a reply to the first datagram",
      observed: "no reply to it, and one to the next",
    });
  },
});
