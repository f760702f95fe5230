import type { Observation, Observations } from "../observation.ts";
import { allExchanges, exchangesOf, isServed, type WebExchange } from "./exchange.ts";
import { isFailed } from "./failing.ts";

/** So many of a file's first bytes show which one it is. */
const KEY_BYTES = 64;

/**
 * Finds out whether of clients that ask at the same time one got what another had asked for: content that
 * never comes for its own target when it asks alone.
 */
export function foreignFilesIn(run: Observations): (seen: Observation) => boolean {
  const alone = allExchanges(run).filter((one) =>
    one.seen.group !== "concurrency" && isServed(one)
  );
  const usual = new Map<string, Set<string | null>>();
  for (const one of alone) {
    const { target } = one.request;
    usual.set(target, (usual.get(target) ?? new Set()).add(keyOf(one)));
  }
  return (seen) => {
    if (!isFailed(seen) || seen.group !== "concurrency") return false;
    const exchanges = exchangesOf(seen).filter(isServed);
    return exchanges.some((one) => {
      const own = usual.get(one.request.target);
      const came = keyOf(one);
      return own !== undefined && came !== null && !own.has(came) &&
        exchanges.some((other) => isOther(one, other) && keyOf(other) === came);
    });
  };
}

function isOther(one: WebExchange, other: WebExchange): boolean {
  return other.conversation !== one.conversation && other.request.target !== one.request.target;
}

/** The length and the first bytes of some content; `null` where there is none. */
function keyOf({ response }: WebExchange): string | null {
  const { length, kept } = response?.body ?? { length: 0, kept: new Uint8Array() };
  return length === 0 ? null : `${length}:${kept.subarray(0, KEY_BYTES).join()}`;
}
