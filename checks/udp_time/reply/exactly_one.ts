import { check } from "../../../lib/check.ts";
import { hex } from "../../../lib/layout/hex.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { RFC_868 } from "../../sources.ts";
import { askTime } from "../conversation.ts";

const LISTEN_MS = 150;

/** No second reply. */
export const exactlyOne = check({
  id: "udp-time/reply/exactly-one",
  title: "Sends exactly one reply to each datagram",
  level: "core",
  must: "Call sendto() once for each datagram received.",
  why: "A client takes the second copy for the answer to its next question.",
  sources: [RFC_868],
  waitsMs: LISTEN_MS,
  async run(context) {
    const peer = await context.open();
    await askTime(peer, context);
    const { datagrams: [second] } = await peer.listen(LISTEN_MS);
    if (!second) return;
    throw new Mismatch("One datagram got more than one reply", {
      evidence: "bytes",
      expected: "one reply",
      observed: `another one: ${hex(second.bytes)}`,
      difference: { expected: new Uint8Array(), observed: second.bytes, offset: 0 },
    });
  },
});
