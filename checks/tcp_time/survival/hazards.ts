import { check } from "../../../lib/check.ts";
import { RFC_868, RFC_9293_CLOSING } from "../../sources.ts";

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

/** Clients that close with the time unread. */
export const leavesWithoutReading = check({
  id: "tcp-time/survival/leaves-without-reading",
  title: "Outlives clients that leave without reading",
  level: "standard",
  must: "Go on serving when a client closes its connection without reading the time.",
  why: `${WHY} What was sent to nobody is lost, and that is all.`,
  sources: [RFC_868, RFC_9293_CLOSING],
  provokes: "clients that closed the connection without reading the time",
  async run({ dial, pause }) {
    for (let client = 0; client < TIMES; client++) {
      const peer = await dial();
      peer.pauseReading();
      await pause(20);
      peer.abandon();
      await pause(10);
    }
  },
});
