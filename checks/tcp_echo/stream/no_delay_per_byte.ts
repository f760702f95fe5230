import { utf8 } from "../../../lib/bytes/text.ts";
import { echoCheck, type EchoContext } from "../../echo/echo_check.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import type { TcpPeer } from "../../../lib/wire/tcp_peer.ts";
import { RFC_862 } from "../../sources.ts";

const FEW = 20;
const MANY = 2000;
/** How much longer many bytes may take than few, in milliseconds. */
const TOLERATED_MS = 1000;
/** A buffer may be as small as this, and each recv() take as long as one byte does. */
const SMALLEST_BUFFER = 32;

/** Time that grows with the number of bytes. */
export const noDelayPerByte = echoCheck({
  id: "tcp-echo/stream/no-delay-per-byte",
  title: "Takes no pause for each byte",
  level: "strict",
  must: "Answer 2,000 bytes in hardly more time than 20.",
  why: "A pause of a millisecond for each byte adds up: a picture would take minutes.",
  sources: [RFC_862],
  asks: "no-lines",
  alone: true,
  async run(context) {
    const peer = await context.dial();
    const oneMs = await timeOf(peer, 1, context);
    const fewMs = await timeOf(peer, FEW, context);
    const manyMs = await timeOf(peer, MANY, context);
    const toleratedMs = fewMs + TOLERATED_MS + MANY / SMALLEST_BUFFER * oneMs;
    if (manyMs <= toleratedMs) return;
    throw new Mismatch(
      `${MANY.toLocaleString("en")} bytes took ${seconds(manyMs)}, ${FEW} bytes ${seconds(fewMs)}`,
      {
        evidence: "timing",
        expected: `${MANY.toLocaleString("en")} bytes within ${seconds(toleratedMs)}`,
        observed: `${seconds(manyMs)}: ${(manyMs / MANY).toFixed(2)} ms for each byte`,
      },
    );
  },
});

async function timeOf(
  peer: TcpPeer,
  count: number,
  { random, now, reply }: EchoContext,
): Promise<number> {
  const line = utf8(`${random.letters(count - 1)}\n`);
  const startMs = now();
  await peer.send(line);
  await peer.expect(reply(line));
  return now() - startMs;
}
