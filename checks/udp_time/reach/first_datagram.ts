import { check } from "../../../lib/check.ts";
import { Mismatch, Tolerable } from "../../../lib/wire/mismatch.ts";
import { RFC_868 } from "../../sources.ts";
import { expectTime } from "../conversation.ts";

/** What became of the very first datagram of the run. */
export const firstDatagram = check({
  id: "udp-time/reach/first-datagram",
  title: "Answers the very first datagram",
  level: "core",
  must: "Answer the first datagram after the start as well as every other.",
  why:
    "The address length of recvfrom() must be set before the first call: with 0 the kernel can't store the sender.",
  sources: [RFC_868],
  async run(context) {
    await expectTime(context);
    if (context.facts.firstDatagramAnswered !== false) return;
    const Kind = context.loopback ? Mismatch : Tolerable;
    throw new Kind("The first datagram of the run got no reply; all that came after it did", {
      evidence: "bytes", // it can't be tried again: there is only one first
      expected: "a reply to the first datagram",
      observed: "no reply to it, and one to the next",
    });
  },
});
