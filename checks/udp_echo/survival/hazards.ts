import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_768, RFC_862 } from "../../sources.ts";

const LARGEST = 65_507;

/** A datagram without a payload. */
export const emptyDatagram = echoCheck({
  id: "udp-echo/survival/empty-datagram",
  asks: "empty",
  title: "Answers an empty datagram with an empty one",
  level: "standard",
  must: "Answer a datagram of 0 bytes by one of 0 bytes, and go on.",
  why:
    "UDP has no end of a stream: recvfrom() returns 0 for an empty datagram, and that is no error.",
  sources: [RFC_862, RFC_768],
  provokes: "an empty datagram",
  async run({ open, echo }) {
    const peer = await open();
    await echo(peer, new Uint8Array());
  },
});

/** A client whose port is closed when the reply comes. */
export const clientGone = echoCheck({
  id: "udp-echo/survival/client-gone",
  title: "Outlives clients that are gone before the reply",
  level: "standard",
  must: "Go on serving when the client's port is closed before the reply reaches it.",
  why: "A client may leave at any time. What the network says about that must not end the server.",
  sources: [RFC_862],
  provokes: "clients that were gone before the reply came",
  async run({ open, pause, freshLine }) {
    for (let client = 0; client < 3; client++) {
      const peer = await open();
      await peer.send(freshLine());
      await peer.end();
      await pause(5);
    }
  },
});

/** The largest datagram that IPv4 allows. */
export const largestDatagram = echoCheck({
  id: "udp-echo/survival/largest-datagram",
  title: "Answers after the largest datagram",
  level: "strict",
  must: "Go on serving after a datagram of 65,507 bytes, whatever becomes of it.",
  why:
    "A datagram larger than the buffer must be cut by recvfrom(), not written behind the buffer.",
  sources: [RFC_768],
  provokes: "a datagram of 65,507 bytes",
  async run({ open, pause, freshBytes }) {
    const peer = await open();
    await peer.send(freshBytes(LARGEST));
    await pause(20);
  },
});
