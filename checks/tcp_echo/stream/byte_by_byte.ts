import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_9293_STREAM } from "../../sources.ts";

/** One byte a segment. */
export const byteByByte = echoCheck({
  id: "tcp-echo/stream/byte-by-byte",
  title: "Answers a line that comes byte by byte",
  level: "core",
  must: "Send back all bytes also when each comes in a segment of its own.",
  why: "A message may arrive in any number of pieces: each recv() returns what has come so far.",
  sources: [RFC_9293_STREAM],
  byHand: {
    run: "(for c in a b c; do printf $c; sleep 0.1; done) | nc -w 1 {host} {port}",
    right: "abc",
  },
  async run({ dial, freshLine, reply }) {
    const line = freshLine(6);
    const peer = await dial();
    await peer.sendInSegments(Array.from(line, (byte) => new Uint8Array([byte])));
    await peer.expectLastly(reply(line));
  },
});
