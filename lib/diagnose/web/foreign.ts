import type { Observation } from "../observation.ts";
import { exchangesOf, isServed, type WebExchange } from "./exchange.ts";
import { isFailed } from "./failing.ts";

/** So many of a file's first bytes show which one it is. */
const KEY_BYTES = 64;

/** Whether a client got the same content as another one that had asked for another file at the same time. */
export function hasForeignFile(seen: Observation): boolean {
  const exchanges = exchangesOf(seen).filter(isServed);
  return isFailed(seen) &&
    exchanges.some((one) =>
      exchanges.some((other) =>
        other.conversation !== one.conversation && other.request.target !== one.request.target &&
        keyOf(one) !== null && keyOf(other) === keyOf(one)
      )
    );
}

/** The length and the first bytes of some content; `null` where there is none. */
function keyOf({ response }: WebExchange): string | null {
  const { length, kept } = response?.body ?? { length: 0, kept: new Uint8Array() };
  return length === 0 ? null : `${length}:${kept.subarray(0, KEY_BYTES).join()}`;
}
