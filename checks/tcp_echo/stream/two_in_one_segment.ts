import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_9293_STREAM } from "../../sources.ts";

/** Two lines that arrive together. */
export const twoInOneSegment = echoCheck({
  id: "tcp-echo/stream/two-in-one-segment",
  title: "Answers two messages that come in one segment",
  level: "core",
  must: "Send back all that one recv() returned, also where it holds more than one message.",
  why:
    "What a client sends in two calls may arrive in one. The second message is lost if the rest of the buffer is thrown away.",
  sources: [RFC_9293_STREAM],
  byHand: { run: "printf 'one\\ntwo\\n' | nc -w 1 {host} {port}", right: "one\ntwo" },
  async run({ dial, freshLine, echo }) {
    const peer = await dial();
    await echo(peer, joinBytes(freshLine(), freshLine()));
  },
});
