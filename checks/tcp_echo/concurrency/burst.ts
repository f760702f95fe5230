import { echoCheck, type EchoContext } from "../../echo/echo_check.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { RFC_862 } from "../../sources.ts";

const CLIENTS = 5;
/** A SYN that found the listen queue full comes again after 1 s, then after 3 s. */
const PATIENCE_MS = 4000;

/** Such a pause for each new client, in milliseconds, is no accident where their later answers come at once. */
const STEP_MS = 200;

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
  async run(context) {
    const { dial, now, freshLine, echo } = context;
    const settledMs = await latencyOf(context);
    const startMs = now();
    const names = Array.from({ length: CLIENTS }, (_, i) => `Client ${i + 1} of ${CLIENTS}`);
    const peers = await Promise.all(
      names.map((as) => dial({ as, patienceMs: PATIENCE_MS })),
    );
    const answers = await Promise.all(
      peers.reverse().map(async (peer) => {
        await echo(peer, freshLine());
        const answeredMs = now();
        await peer.end();
        return answeredMs;
      }),
    );
    const inVainMs = Math.max(...peers.map((peer) => peer.inVainMs));
    const tookMs = now() - startMs - inVainMs; // when the answer comes is the business of other checks
    const stepMs = stepOf(answers);
    if (stepMs >= STEP_MS && settledMs * 4 < stepMs && inVainMs === 0) throw oneByOne(stepMs);
    if (tookMs > PATIENCE_MS) throw late(tookMs);
  },
});

/** How long an answer takes on a connection that has had one already, in milliseconds; without one, for ever. */
async function latencyOf({ dial, now, freshLine, reply }: EchoContext): Promise<number> {
  const peer = await dial({ patienceMs: PATIENCE_MS });
  let tookMs = Infinity;
  for (let exchange = 0; exchange < 2; exchange++) {
    const line = freshLine();
    const startMs = now();
    await peer.send(line);
    const { bytes } = await peer.receive(reply(line).length);
    if (bytes.length === 0) return Infinity;
    tookMs = now() - startMs;
  }
  await peer.end();
  return tookMs;
}

/** The pause between each two answers where all are alike; 0 where they aren't. */
function stepOf(answersMs: readonly number[]): number {
  const sorted = answersMs.toSorted((a, b) => a - b);
  const steps = sorted.slice(1).map((ms, i) => ms - sorted[i]!);
  const least = Math.min(...steps);
  return Math.max(...steps) < 2 * least ? least : 0;
}

function oneByOne(stepMs: number): Mismatch {
  return new Mismatch(
    `Five clients that came at once had their answers one by one, ${seconds(stepMs)} apart`,
    {
      evidence: "timing",
      expected: "clients that are accepted without a pause between them",
      observed: `a pause of ${seconds(stepMs)} for each new client`,
    },
  );
}

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
