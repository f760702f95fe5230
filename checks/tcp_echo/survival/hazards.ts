import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";

const TIMES = 3;
/** More than the sockets between can hold: the server is in send() when the reset comes. */
const LARGE = 8 * 1024 * 1024;
const WHY = "One client that goes wrong must not end the server for everybody else.";

/** A client that ends its connection by a reset before it has said anything. */
export const resetAtOnce = echoCheck({
  id: "tcp-echo/survival/reset-at-once",
  title: "Outlives clients that reset at once",
  level: "standard",
  must: "Go on serving when a client resets its connection before it has sent anything.",
  why: `${WHY} recv() fails with ECONNRESET then: close that socket, and go on.`,
  sources: [RFC_862],
  provokes: "a client that connected and reset the connection at once",
  async run({ dial, pause }) {
    for (let i = 0; i < TIMES; i++) {
      const peer = await dial({ resettable: true });
      peer.reset();
      await pause(20);
    }
  },
});

/** A client that resets while the server waits in recv(). */
export const resetWhenIdle = echoCheck({
  id: "tcp-echo/survival/reset-when-idle",
  title: "Outlives a client that resets between messages",
  level: "standard",
  must: "Go on serving when a client resets its connection between two messages.",
  why: `${WHY} recv() fails with ECONNRESET then: close that socket, and go on.`,
  sources: [RFC_862],
  provokes: "a client that got its echo and then reset the connection",
  async run({ dial, pause, freshLine, reply }) {
    const peer = await dial({ resettable: true });
    const line = freshLine();
    await peer.send(line);
    await peer.expect(reply(line));
    await pause(30);
    peer.reset();
    await pause(20);
  },
});

/** A client that resets while much is on its way. */
export const resetInLargeEcho = echoCheck({
  id: "tcp-echo/survival/reset-in-large-echo",
  title: "Outlives a client that resets in the middle of a large echo",
  level: "standard",
  must: "Go on serving when a client resets its connection while the server is sending.",
  why:
    `${WHY} send() to a client that is gone raises SIGPIPE, which ends the program unless it is ignored.`,
  sources: [RFC_862],
  asks: "no-lines",
  provokes: "a client that reset the connection in the middle of a large echo",
  async run({ dial, random, pause }) {
    const large = new Uint8Array(LARGE).fill(65 + random.below(26));
    for (let i = 0; i < TIMES; i++) {
      const peer = await dial({ resettable: true });
      peer.pauseReading();
      const sending = peer.send(large);
      sending.catch(() => {}); // the reset below may be faster
      await peer.untilStalled(sending);
      peer.reset();
      await pause(20);
    }
  },
});

/** A client that closes with its echo unread. */
export const leavesWithoutReading = echoCheck({
  id: "tcp-echo/survival/leaves-without-reading",
  title: "Outlives a client that leaves without reading",
  level: "standard",
  must: "Go on serving when a client sends much and closes without reading the echo.",
  why:
    `${WHY} send() to a client that is gone raises SIGPIPE, which ends the program unless it is ignored.`,
  sources: [RFC_862],
  provokes: "a client that sent 64 KiB and closed without reading the echo",
  async run({ dial, pause, freshBytes }) {
    for (let i = 0; i < TIMES; i++) {
      const peer = await dial();
      peer.pauseReading();
      const sending = peer.send(freshBytes(64 * 1024));
      sending.catch(() => {}); // it was cut off by ourselves
      await peer.untilStalled(sending);
      peer.abandon();
      await pause(20);
    }
  },
});
