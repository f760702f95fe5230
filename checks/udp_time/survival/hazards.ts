import { check } from "../../../lib/check.ts";
import { RFC_768, RFC_868 } from "../../sources.ts";
import { expectTime, QUESTION } from "../conversation.ts";

const TIMES = 3;

/** A datagram without a payload. */
export const emptyDatagram = check({
  id: "udp-time/survival/empty-datagram",
  title: "Answers an empty datagram",
  level: "standard",
  must: "Answer a datagram of 0 bytes like every other, and go on.",
  why:
    "An empty datagram is what RFC 868 has for the question. recvfrom() returns 0 for it, and that is no error.",
  sources: [RFC_868, RFC_768],
  provokes: "an empty datagram",
  async run(context) {
    await expectTime(context, new Uint8Array());
  },
});

/** Clients whose port is closed when the reply comes. */
export const clientGone = check({
  id: "udp-time/survival/client-gone",
  title: "Outlives clients that are gone before the reply",
  level: "standard",
  must: "Go on serving when the client's port is closed before the reply reaches it.",
  why: "A client may leave at any time. What the network says about that must not end the server.",
  sources: [RFC_868],
  provokes: "clients that were gone before the reply came",
  async run({ open, pause }) {
    for (let client = 0; client < TIMES; client++) {
      const peer = await open();
      await peer.send(QUESTION);
      await peer.end();
      await pause(5);
    }
  },
});
