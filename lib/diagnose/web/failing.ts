import { nameOf } from "../../check.ts";
import type { Observation, Observations } from "../observation.ts";
import { allExchanges, exchangesOf, isDropped, isServed, type WebExchange } from "./exchange.ts";

/** How checks say that nothing came. */
const NO_ANSWER = /^(?:got )?no answer\b/;

/** Whether a check's name, without suite and group, is one of some; a star at the end stands for any rest. */
export function isNamed({ id }: Observation, ...names: readonly string[]): boolean {
  const own = nameOf(id);
  return names.some((name) =>
    name.endsWith("*") ? own.startsWith(name.slice(0, -1)) : own === name
  );
}

/** Whether a check failed, at its level or above it. */
export function isFailed({ status }: Observation): boolean {
  return status === "fail" || status === "warn";
}

/** The failed checks of a run with one of some names. */
export function failedNamed(
  run: Observations,
  ...names: readonly string[]
): readonly Observation[] {
  return run.failed.filter((seen) => isNamed(seen, ...names));
}

/** Whether a check with one of some names passed. */
export function somePassed(run: Observations, ...names: readonly string[]): boolean {
  return run.passed.some((seen) => isNamed(seen, ...names));
}

/** The status code that a failed check saw, in its own words; `null` where it saw none. */
export function observedStatus({ observed }: Observation): number | null {
  const [, code] = /^(\d{3})\b(?! bytes?\b)/.exec(observed ?? "") ?? [];
  return code === undefined ? null : Number(code);
}

/** Something that a check's failing may mean, given the run. */
export type Failing = (seen: Observation, run: Observations) => boolean;

/** Whether what a check asked for was answered with 2xx, and should not have been. */
export function was2xx(seen: Observation): boolean {
  const status = observedStatus(seen) ?? 0;
  return isFailed(seen) && status >= 200 && status <= 299;
}

/** The same, and what came is a file of the site: a request was served that should have been refused. */
export function wasServed(seen: Observation, run: Observations): boolean {
  if (!was2xx(seen)) return false;
  return askedIn(seen).some((one) => isServed(one) && isFile(one, run));
}

/** What a check asked for, at each attempt without the last exchange: that is the valid twin. */
function askedIn(seen: Observation): readonly WebExchange[] {
  const [earlier, later] = [
    exchangesOf(seen).filter(({ conversation }) => seen.before.includes(conversation)),
    exchangesOf(seen).filter(({ conversation }) => !seen.before.includes(conversation)),
  ];
  return [earlier, later].flatMap((asked) => asked.length > 1 ? asked.slice(0, -1) : asked);
}

/** The same, but what came is no file of the site: an error page, under 2xx. */
export function wasPage(seen: Observation, run: Observations): boolean {
  return was2xx(seen) && !wasServed(seen, run);
}

/** Whether the content of an answer is that of a file, as this server sends it. */
export function isFile(exchange: WebExchange, run: Observations): boolean {
  const key = contentKey(exchange);
  return key !== null && fileContents(run).has(key);
}

const contentsByRun = new WeakMap<Observations, ReadonlySet<string>>();

/** So many of a file's first bytes show which one it is. */
const KEY_BYTES = 64;

/** What came for plain requests for files, by length and first bytes. */
function fileContents(run: Observations): ReadonlySet<string> {
  const known = contentsByRun.get(run);
  if (known) return known;
  const plain = allExchanges(run).filter((one) =>
    isServed(one) && one.request.isPlain && one.request.method === "GET" &&
    one.seen.group === "content" && !isNamed(one.seen, "get-404*")
  );
  const found = new Set(plain.flatMap((one) => contentKey(one) ?? []));
  contentsByRun.set(run, found);
  return found;
}

function contentKey({ response }: WebExchange): string | null {
  const { length, kept } = response?.body ?? { length: 0, kept: new Uint8Array() };
  return length === 0 ? null : `${length}:${kept.subarray(0, KEY_BYTES).join()}`;
}

/** Whether what a check asked for was answered with an error, or not at all. */
export function wasError(seen: Observation): boolean {
  return isFailed(seen) &&
    ((observedStatus(seen) ?? 0) >= 400 || wasDropped(seen) || wasSilent(seen));
}

/** Whether a check failed since nothing came for what it asked. */
export function wasSilent({ evidence, observed }: Observation): boolean {
  return evidence === "silence" && NO_ANSWER.test(observed ?? "");
}

/** Whether a check failed since the connection was ended instead of an answer. */
export function wasDropped({ evidence, observed }: Observation): boolean {
  return evidence === "ending" && NO_ANSWER.test(observed ?? "");
}

/** Whether a check failed since bytes came that no client should see: neither a status nor a wrong file. */
export function wasRevealed(seen: Observation): boolean {
  return isFailed(seen) && seen.evidence === "bytes" && seen.difference === null &&
    observedStatus(seen) === null;
}

/**
 * The requests under way when the server was last seen: one of them may have ended it. Empty where it
 * lives. Checks run side by side, so the one that found the server gone need not be the one that ended it.
 */
export function droppedAtTheEnd(run: Observations): readonly WebExchange[] {
  if (run.goneAfter === null) return [];
  return run.all.filter(({ status }) => status !== "pass").flatMap(exchangesOf).filter(isDropped);
}
