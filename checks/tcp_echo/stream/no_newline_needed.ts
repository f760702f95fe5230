import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { expectAtOnce } from "./expect_at_once.ts";

/** Text that no newline ends. */
export const noNewlineNeeded = echoCheck({
  id: "tcp-echo/stream/no-newline-needed",
  title: "Answers text that has no newline",
  level: "core",
  must: "Send bytes back as soon as they have arrived, whether or not a newline is among them.",
  why: "A stream has no lines. A server that waits for one never answers a client that sends none.",
  sources: [RFC_9293_STREAM],
  asks: "no-lines",
  byHand: { run: "printf 'hello' | nc -w 1 {host} {port}", right: "hello" },
  async run({ dial, freshText, reply }) {
    const peer = await dial();
    const text = freshText(9);
    await peer.send(text);
    await expectAtOnce(peer, reply(text));
  },
});
