import { check } from "../../../lib/check.ts";
import { RFC_862 } from "../../sources.ts";
import { randomLine } from "../../payloads.ts";

/** A short message behind a longer one. */
export const longThenShort = check({
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
  async run({ dial, random }) {
    const peer = await dial();
    const long = randomLine(random, 25);
    await peer.send(long);
    await peer.expect(long);
    await peer.echo(randomLine(random, 4));
  },
});
