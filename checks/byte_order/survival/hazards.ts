import { type Check, check } from "../../../lib/check.ts";
import { utf8 } from "../../../lib/bytes/text.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { RFC_9293_CLOSING, RFC_9293_STREAM } from "../../sources.ts";
import { asked } from "../exchange.ts";
import { recordOf } from "../material.ts";

const TIMES = 3;
/** More than the sockets between can hold: the server is in the middle of it when the client leaves. */
const MUCH = 8 * 1024 * 1024;
const LETTERS = 1024;
const LEAVES_AFTER_MS = 60;
const WHY = "One client that goes wrong must not end the server for everybody else.";

/** A client that ends its connection by a reset before it has said anything. */
export const resetAtOnce: Check = check({
  id: "byte-order/survival/reset-at-once",
  title: "Outlives clients that reset at once",
  level: "standard",
  must: "Go on serving when a client resets its connection before it has sent anything.",
  why: `${WHY} recv() fails with ECONNRESET then: close that socket, and go on.`,
  sources: [RFC_9293_CLOSING],
  provokes: "a client that connected and reset the connection at once",
  async run({ dial, pause }) {
    for (let i = 0; i < TIMES; i++) {
      const peer = await dial({ resettable: true });
      peer.reset();
      await pause(20);
    }
  },
});

/** A client that resets while the server waits for the rest of its record. */
export const resetInRecord = (layout: Layout): Check =>
  check({
    id: "byte-order/survival/reset-in-record",
    title: "Outlives a client that resets in the middle of a record",
    level: "standard",
    must: "Go on serving when a client resets its connection after half a record.",
    why: `${WHY} recv() fails with ECONNRESET then: close that socket, and go on.`,
    sources: [RFC_9293_CLOSING],
    provokes: "a client that sent half a record and reset the connection",
    async run({ dial, random, pause }) {
      const { request } = asked(layout, recordOf(layout, random));
      const peer = await dial({ resettable: true });
      await peer.send(request.subarray(0, Math.ceil(request.length / 2)));
      await pause(30);
      peer.reset();
      await pause(20);
    },
  });

/** A client that sends many records and closes with its replies unread. */
export const leavesWithoutReading = (layout: Layout): Check =>
  check({
    id: "byte-order/survival/leaves-without-reading",
    title: "Outlives a client that leaves without reading",
    level: "standard",
    must: "Go on serving when a client sends many records and closes without reading a reply.",
    why:
      `${WHY} send() to a client that is gone raises SIGPIPE, which ends the program unless it is ignored.`,
    sources: [RFC_9293_STREAM],
    provokes: "a client that sent many records and closed without reading a reply",
    async run({ dial, random, pause }) {
      const { request } = asked(
        layout,
        recordOf(layout, random, {
          text: (room) => utf8(random.letters(1).repeat(Math.min(room, LETTERS))),
        }),
      );
      const many = again(request, MUCH);
      const peer = await dial();
      peer.pauseReading();
      const sending = peer.send(many);
      sending.catch(() => {}); // it was cut off by ourselves
      await pause(LEAVES_AFTER_MS);
      peer.abandon();
      await pause(20);
    },
  });

/** The same bytes again and again, so often that there are `size` of them or a few more. */
function again(bytes: Uint8Array, size: number): Uint8Array {
  const all = new Uint8Array(Math.ceil(size / bytes.length) * bytes.length);
  for (let at = 0; at < all.length; at += bytes.length) all.set(bytes, at);
  return all;
}
