import type { Observation, Observations } from "../observation.ts";
import { allExchanges, exchangesOf, isServed, type WebExchange } from "./exchange.ts";
import { isFailed } from "./failing.ts";

/** So many of a file's first bytes show which one it is. */
const KEY_BYTES = 64;

/** Finds out whether a client got the file that another client of the same check had asked for. */
export function foreignFilesIn(run: Observations): (seen: Observation) => boolean {
  const own = new Map<string, string>();
  for (const one of allExchanges(run).filter(isAlone)) own.set(one.request.target, keyOf(one));
  return (seen) => {
    const exchanges = exchangesOf(seen).filter(isServed);
    return isFailed(seen) && exchanges.some((one) => {
      const due = own.get(one.request.target);
      const came = keyOf(one);
      return due !== undefined && came !== due &&
        exchanges.some(({ request }) => own.get(request.target) === came);
    });
  };
}

/** Whether it is a plain exchange of a check that passed, one client at a time. */
function isAlone(one: WebExchange): boolean {
  return one.seen.status === "pass" && one.seen.group === "content" && isServed(one) &&
    one.request.isPlain && one.request.method === "GET";
}

function keyOf({ response }: WebExchange): string {
  const { length, kept } = response?.body ?? { length: 0, kept: new Uint8Array() };
  return `${length}:${kept.subarray(0, KEY_BYTES).join()}`;
}
