import { utf8 } from "../../../lib/bytes/text.ts";
import { check } from "../../../lib/check.ts";
import { RFC_9293_STREAM } from "../../sources.ts";
import { expectAtOnce } from "./expect_at_once.ts";

/** Text that no newline ends. */
export const noNewlineNeeded = check({
  id: "tcp-echo/stream/no-newline-needed",
  title: "Answers text that has no newline",
  level: "core",
  must: "Send bytes back as soon as they have arrived, whether or not a newline is among them.",
  why: "A stream has no lines. A server that waits for one never answers a client that sends none.",
  sources: [RFC_9293_STREAM],
  byHand: { run: "printf 'hello' | nc -w 1 {host} {port}", right: "hello" },
  async run({ dial, random }) {
    const peer = await dial();
    const text = utf8(random.letters(9));
    await peer.send(text);
    await expectAtOnce(peer, text);
  },
});
