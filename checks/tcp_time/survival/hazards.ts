import { check } from "../../../lib/check.ts";
import { RFC_868, RFC_9293_CLOSING } from "../../sources.ts";
import { takeTime } from "../conversation.ts";

const TIMES = 3;
const WHY = "One client that goes wrong must not end the server for everybody else.";

/** Clients that end their connection by a reset. */
export const resetAtOnce = check({
  id: "tcp-time/survival/reset-at-once",
  title: "Outlives clients that reset at once",
  level: "standard",
  must: "Go on serving when a client resets its connection before it has read the time.",
  why: `${WHY} send() to it fails, or raises SIGPIPE: ignore the signal, close, and go on.`,
  sources: [RFC_868, RFC_9293_CLOSING],
  provokes: "clients that connected and reset the connection at once",
  async run({ dial, pause }) {
    for (let client = 0; client < TIMES; client++) {
      const peer = await dial({ resettable: true });
      peer.reset();
      await pause(20);
    }
  },
});

/** A client that resets when it has the time. */
export const resetAfterTime = check({
  id: "tcp-time/survival/reset-after-time",
  title: "Outlives a client that resets when it has the time",
  level: "standard",
  must: "Go on serving when a client ends its connection by a reset.",
  why: `${WHY} A recv() or send() that still follows fails: close that socket, and go on.`,
  sources: [RFC_868, RFC_9293_CLOSING],
  provokes: "a client that got the time and then reset the connection",
  async run(context) {
    const peer = await context.dial({ resettable: true });
    await takeTime(peer, context, context.now());
    peer.reset();
    await context.pause(20);
  },
});
