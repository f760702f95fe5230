import { check } from "../../../lib/check.ts";
import { RFC_862 } from "../../sources.ts";
import { randomLine } from "../../payloads.ts";

const CLIENTS = 5;
/** A SYN that found the listen queue full comes again after 1 s, then after 3 s. */
const PATIENCE_MS = 4000;

/** Connects in a burst, before anything is sent. */
export const burst = check({
  id: "tcp-echo/concurrency/burst",
  title: "Takes five connections in a burst",
  level: "standard",
  must: "Accept five clients that connect in the same moment, and answer each.",
  why:
    "Connections wait in the queue of listen() until accept() takes them. None of them may get lost.",
  sources: [RFC_862],
  mayTakeMs: 2 * PATIENCE_MS,
  async run({ dial, random }) {
    const peers = await Promise.all(
      Array.from(
        { length: CLIENTS },
        (_, i) => dial({ as: `Client ${i + 1} of ${CLIENTS}`, patienceMs: PATIENCE_MS }),
      ),
    );
    await Promise.all(
      peers.reverse().map(async (peer) => {
        await peer.echo(randomLine(random));
        await peer.end();
      }),
    );
  },
});
