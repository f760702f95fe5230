import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";

/** A short message behind a longer one. */
export const longThenShort = echoCheck({
  id: "tcp-echo/stream/long-then-short",
  title: "Answers a short message after a long one",
  level: "core",
  must: "Send back the bytes of the message that came last, and none of an earlier one.",
  why:
    "The buffer still holds the earlier message. Only the count that recv() returned says where the new one ends.",
  sources: [RFC_862],
  byHand: {
    run: "(printf 'a long message\\n'; sleep 0.3; printf 'hi\\n') | nc -w 1 {host} {port}",
    right: "a long message\nhi",
  },
  async run({ dial, freshLine, echo, reply }) {
    const peer = await dial();
    const long = freshLine(25);
    await peer.send(long);
    await peer.expect(reply(long));
    await echo(peer, freshLine(4));
  },
});
