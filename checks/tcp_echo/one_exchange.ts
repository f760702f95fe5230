import type { Random } from "../../lib/bytes/random.ts";
import { type EchoCheck, echoCheck } from "../echo/echo_check.ts";
import { RFC_862 } from "../sources.ts";

/** A check that differs from others by its bytes alone. */
export interface Exchange extends Omit<EchoCheck, "sources" | "run"> {
  /** What is sent, and must come back. */
  readonly bytes: (random: Random) => Uint8Array;
}

/** A check of one exchange: `bytes` are sent, and exactly they must come back until the connection ends. */
export function oneExchange({ bytes, ...definition }: Exchange): EchoCheck {
  return echoCheck({
    sources: [RFC_862],
    ...definition,
    async run({ dial, random, afford, echo }) {
      const payload = bytes(random);
      afford({ bytes: payload.length });
      const peer = await dial();
      await echo(peer, payload);
    },
  });
}
