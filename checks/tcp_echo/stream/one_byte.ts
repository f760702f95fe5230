import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { expectAtOnce } from "./expect_at_once.ts";

/** The smallest message. */
export const oneByte = echoCheck({
  id: "tcp-echo/stream/one-byte",
  title: "Answers a single byte",
  level: "core",
  must: "Send a single byte back without waiting for more.",
  why:
    "recv() returns as soon as anything has arrived. A server that waits until its buffer is full keeps short messages back.",
  sources: [RFC_9293_STREAM],
  asks: "no-lines",
  byHand: { run: "printf 'x' | nc -w 1 {host} {port}", right: "x" },
  async run({ dial, freshText, reply }) {
    const peer = await dial();
    const byte = freshText(1);
    await peer.send(byte);
    await expectAtOnce(peer, reply(byte));
  },
});
