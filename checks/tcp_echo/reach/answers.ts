import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import { utf8 } from "../../../lib/bytes/text.ts";
import { echoCheck } from "../../echo/echo_check.ts";
import { type StreamObservation } from "../../../lib/wire/echo_schema.ts";
import { RFC_862 } from "../../sources.ts";
import { resemblanceTo } from "../../resemblance.ts";

/** More than this isn't read before it is decided whether an answer has to do with the question. */
const ENOUGH_BYTES = 4096;

/** The first exchange with a server: whatever has to do with the line that was sent is an answer. */
export const answers = echoCheck({
  id: "tcp-echo/reach/answers",
  title: "Accepts a connection and answers",
  level: "core",
  must: "Listen on the port, accept a connection, and send something back for a line of text.",
  why: "Every other check talks to the server over a connection like this one.",
  sources: [RFC_862],
  byHand: { run: "printf 'hello\\n' | nc -w 1 {host} {port}", right: "hello" },
  async run({ dial, random, now, learn, patienceMs }) {
    const word = random.letters(8); // no server can know it beforehand
    const line = utf8(`${word} hello\n`);
    const peer = await dial();
    const isAnswer = resemblanceTo(word, line);
    const listen = async (atMostMs: number, before?: StreamObservation) => {
      let seen: StreamObservation = before ??
        { bytes: new Uint8Array(), ending: "open", silentMs: 0 };
      for (let grew = true; grew && !isAnswer.safeParse(seen).success;) {
        const more = await peer.receive(1, atMostMs);
        grew = more.bytes.length > 0 && seen.bytes.length < ENOUGH_BYTES;
        seen = {
          ...more,
          bytes: joinBytes(seen.bytes, more.bytes),
          silentMs: seen.silentMs + atMostMs,
        };
      }
      return seen;
    };
    await peer.send(line);
    let sentMs = now();
    let seen = await listen(patienceMs / 2);
    if (seen.bytes.length === 0 && seen.ending === "open") {
      sentMs = now();
      await peer.halfClose();
      seen = await listen(patienceMs, seen);
    }
    peer.expectThat(isAnswer, seen);
    learn({ latencyMs: now() - sentMs });
  },
});
