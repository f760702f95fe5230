import { utf8 } from "../../../lib/bytes/text.ts";
import { echoCheck } from "../../echo/echo_check.ts";
import { RFC_9293_STREAM } from "../../sources.ts";

/** A character of two bytes that comes in two segments. */
export const cutCharacter = echoCheck({
  id: "tcp-echo/stream/cut-character",
  title: "Keeps a character that is cut in two",
  level: "core",
  must: "Send the two bytes of a character back unchanged also when they arrive one by one.",
  why: "A server that turns each piece into text meets half a character, and replaces it.",
  sources: [RFC_9293_STREAM],
  asks: "any-bytes",
  byHand: {
    run: "(printf '\\303'; sleep 0.3; printf '\\251\\n') | nc -w 1 {host} {port} | od -An -tx1",
    right: "c3 a9 0a",
  },
  async run({ dial, random, reply }) {
    const bytes = utf8(`${random.letters(3)}é${random.letters(3)}\n`);
    const peer = await dial();
    await peer.sendInSegments([bytes.subarray(0, 4), bytes.subarray(4)], 60);
    await peer.expectLastly(reply(bytes));
  },
});
