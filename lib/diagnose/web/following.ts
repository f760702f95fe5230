import type { Observation, Observations } from "../observation.ts";
import { exchangesOf, isRefused, isServed, type WebExchange } from "./exchange.ts";
import { isFailed, isNamed, somePassed, was2xx, wasSilent } from "./failing.ts";

/** Where content of a known length, or in chunks, is sent with a request, and a request behind it. */
const LENGTH_CHECKS = ["post-unread-body", "get-body-in-sync"];
const CHUNK_CHECKS = ["acc-chunked", "get-chunked-in-sync"];

/** Whether the server reads content of a known length to its end, and serves what comes behind it. */
export function readsLengths(run: Observations): boolean {
  return run.passed.some((seen) => isNamed(seen, ...LENGTH_CHECKS) && isServedBehind(seen));
}

/** The same of chunked content. */
export function readsChunks(run: Observations): boolean {
  return run.passed.some((seen) => isNamed(seen, ...CHUNK_CHECKS) && isServedBehind(seen));
}

/** Whether it refuses chunked content as such. */
export function refusesChunks(run: Observations): boolean {
  return run.passed.some((seen) => {
    const [first] = exchangesOf(seen);
    return isNamed(seen, "get-chunked-in-sync") && first !== undefined && isRefused(first);
  });
}

/** Whether it looks at lengths at all: it reads by them, or refuses one that is none. */
export function looksAtLengths(run: Observations): boolean {
  return readsLengths(run) || somePassed(run, "rej-cl-*");
}

/** Whether a connection was used on that should have ended. */
export function wasUsedOn({ observed }: Observation): boolean {
  return /^a further answer\b/.test(observed ?? "");
}

/** Whether a request with a defect was taken: served, waited for, or answered by 2xx before the connection was used on. */
export function wasTaken(seen: Observation): boolean {
  const [defective] = exchangesOf(seen);
  const isServedFirst = defective !== undefined && isServed(defective);
  return isFailed(seen) &&
    (was2xx(seen) || wasSilent(seen) || (wasUsedOn(seen) && isServedFirst));
}

/** Whether a check waited in vain for the answer to a request, with its side open. */
export function isUnanswered({ response, conversation }: WebExchange): boolean {
  return response === undefined &&
    conversation.silences.some(({ isHalfClosed }) => !isHalfClosed);
}

/** Whether it waited in vain for the answer to a further request on a connection. */
export function isFurtherUnanswered(seen: Observation): boolean {
  return wasSilent(seen) && exchangesOf(seen).some((one) => one.nth > 1 && isUnanswered(one));
}

/** Whether a connection stayed open that should have ended. */
export function stayedOpen({ evidence, observed }: Observation): boolean {
  return evidence === "silence" && /^an open connection\b/.test(observed ?? "");
}

function isServedBehind(seen: Observation): boolean {
  return exchangesOf(seen).some((one) => one.nth === 2 && isServed(one));
}
