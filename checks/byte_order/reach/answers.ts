import { excerpt } from "../../../lib/bytes/text.ts";
import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import type { StreamObservation } from "../../../lib/wire/echo_schema.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { type Evidence, expectation } from "../../../lib/wire/mismatch.ts";
import { POSIX_HTONL, RFC_9293_STREAM } from "../../sources.ts";
import { byHand } from "../by_hand.ts";
import { asked, joined } from "../exchange.ts";
import { greeting, isAnswerTo } from "../kinship.ts";
import { sample } from "../sample.ts";
import { wordWider } from "./wider.ts";

/** More than this isn't read before it is decided whether an answer has to do with the record. */
const ENOUGH_BYTES = 8192;

/** The first exchange with a server: whatever has to do with the record that was sent is an answer. */
export const answers = (layout: Layout): Check =>
  check({
    id: "byte-order/reach/answers",
    title: "Accepts a connection and answers a record",
    level: "core",
    must: "Listen on the port, accept a connection, and send something back for a record.",
    why: "Every other check sends the server records over a connection like this one.",
    sources: [POSIX_HTONL, RFC_9293_STREAM],
    byHand: byHand(asked(layout, sample(layout))),
    async run({ dial, random, now, learn, patienceMs }) {
      const record = greeting(layout, random);
      const { request, expected } = asked(layout, record);
      let hint = "";
      const isAnswer = expectation<StreamObservation>((observed) => {
        if (isAnswerTo(layout, record, observed.bytes)) return null;
        const [evidence, message] = wordsFor(observed, request.length);
        return {
          evidence,
          message: `${message}${hint}`,
          expected: `an answer to ${excerpt(request)}`,
          observed: excerpt(observed.bytes),
          difference: { expected, observed: observed.bytes, offset: 0 },
        };
      });
      const peer = await dial();
      const listen = async (atMostMs: number, before: StreamObservation) => {
        let seen = before;
        for (let grew = true; grew && !isAnswer.safeParse(seen).success;) {
          const more = await peer.receive(1, atMostMs);
          grew = more.bytes.length > 0 && seen.bytes.length < ENOUGH_BYTES;
          seen = { ...joined(seen, more), silentMs: seen.silentMs + atMostMs };
        }
        return seen;
      };
      await peer.send(request);
      let sentMs = now();
      let seen = await listen(patienceMs / 2, {
        bytes: new Uint8Array(),
        ending: "open",
        silentMs: 0,
      });
      if (seen.ending === "open" && !isAnswer.safeParse(seen).success) {
        sentMs = now();
        await peer.halfClose();
        seen = await listen(patienceMs, seen);
      }
      if (seen.bytes.length === 0 && seen.ending !== "open") {
        hint = await wordWider({ dial }, layout, record);
      }
      peer.expectThat(isAnswer, seen);
      learn({ latencyMs: now() - sentMs });
    },
  });

function wordsFor(
  { bytes, ending, silentMs }: StreamObservation,
  sent: number,
): readonly [Evidence, string] {
  if (bytes.length > 0) {
    return ["bytes", `What came back has nothing to do with the record of ${sent} bytes sent`];
  }
  switch (ending) {
    case "open":
      return ["silence", `A record of ${sent} bytes got no answer within ${seconds(silentMs)}`];
    case "end":
      return ["ending", `The server ended the connection without an answer to ${sent} bytes`];
    case "reset":
      return ["ending", `The connection was reset without an answer to ${sent} bytes`];
  }
}
