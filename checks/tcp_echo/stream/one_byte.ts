import { utf8 } from "../../../lib/bytes/text.ts";
import { check } from "../../../lib/check.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { expectAtOnce } from "./expect_at_once.ts";

/** The smallest message. */
export const oneByte = check({
  id: "tcp-echo/stream/one-byte",
  title: "Answers a single byte",
  level: "core",
  must: "Send a single byte back without waiting for more.",
  why:
    "recv() returns as soon as anything has arrived. A server that waits until its buffer is full keeps short messages back.",
  sources: [RFC_9293_STREAM],
  byHand: { run: "printf 'x' | nc -w 1 {host} {port}", right: "x" },
  async run({ dial, random }) {
    const peer = await dial();
    const byte = utf8(random.letters(1));
    await peer.send(byte);
    await expectAtOnce(peer, byte);
  },
});
