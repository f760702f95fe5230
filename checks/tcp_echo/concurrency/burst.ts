import { echoCheck } from "../../echo/echo_check.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { RFC_862 } from "../../sources.ts";

const CLIENTS = 5;
/** A SYN that found the listen queue full comes again after 1 s, then after 3 s. */
const PATIENCE_MS = 4000;

/** Connects in a burst, before anything is sent. */
export const burst = echoCheck({
  id: "tcp-echo/concurrency/burst",
  title: "Takes five connections in a burst",
  level: "standard",
  must: "Accept five clients that connect in the same moment, and answer each.",
  why:
    "Connections wait in the queue of listen() until accept() takes them. None of them may get lost.",
  sources: [RFC_862],
  mayTakeMs: 2 * PATIENCE_MS,
  async run({ dial, now, freshLine, echo }) {
    const startMs = now();
    const names = Array.from({ length: CLIENTS }, (_, i) => `Client ${i + 1} of ${CLIENTS}`);
    const peers = await Promise.all(
      names.map((as) => dial({ as, patienceMs: PATIENCE_MS })),
    );
    await Promise.all(
      peers.reverse().map(async (peer) => {
        await echo(peer, freshLine());
        await peer.end();
      }),
    );
    const inVainMs = Math.max(...peers.map((peer) => peer.inVainMs));
    const tookMs = now() - startMs - inVainMs; // when the answer comes is the business of other checks
    if (tookMs > PATIENCE_MS) throw late(tookMs);
  },
});

function late(tookMs: number): Mismatch {
  return new Mismatch(
    `Five clients that came at once had their answers only after ${seconds(tookMs)}`,
    {
      evidence: "timing",
      expected: `an answer for each within ${seconds(PATIENCE_MS)}`,
      observed: `${seconds(tookMs)} until the last had left`,
    },
  );
}
