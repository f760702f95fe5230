import type { Random } from "../../lib/bytes/random.ts";
import { type Check, check } from "../../lib/check.ts";
import { RFC_862 } from "../sources.ts";

/** A check that differs from others by its bytes alone. */
export interface EchoCheck extends Omit<Check, "sources" | "run"> {
  /** What is sent, and must come back. */
  readonly bytes: (random: Random) => Uint8Array;
}

/** A check of one exchange: `bytes` are sent, and exactly they must come back until the connection ends. */
export function echoCheck({ bytes, ...definition }: EchoCheck): Check {
  return check({
    sources: [RFC_862],
    ...definition,
    async run({ dial, random, afford }) {
      const payload = bytes(random);
      afford({ bytes: payload.length });
      const peer = await dial();
      await peer.echo(payload);
    },
  });
}
