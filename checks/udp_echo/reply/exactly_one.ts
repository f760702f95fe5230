import { counted, excerpt } from "../../../lib/bytes/text.ts";
import { echoCheck } from "../../echo/echo_check.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { RFC_862 } from "../../sources.ts";

const LISTEN_MS = 120;

/** No second reply. */
export const exactlyOne = echoCheck({
  id: "udp-echo/reply/exactly-one",
  title: "Sends exactly one reply to each datagram",
  level: "core",
  must: "Call sendto() once for each datagram received.",
  why:
    "A client takes the second copy for the answer to its next question: from then on everything is off by one.",
  sources: [RFC_862],
  waitsMs: LISTEN_MS,
  async run({ open, freshLine, echo }) {
    const peer = await open();
    const line = freshLine();
    await echo(peer, line);
    const { datagrams } = await peer.listen(LISTEN_MS);
    if (datagrams.length === 0) return;
    throw new Mismatch(
      `One datagram got ${counted(datagrams.length + 1, "reply").replace("replys", "replies")}`,
      {
        evidence: "bytes",
        expected: "one reply",
        observed: `another one: ${excerpt(datagrams[0]!.bytes)}`,
        difference: { expected: new Uint8Array(), observed: datagrams[0]!.bytes, offset: 0 },
      },
    );
  },
});
