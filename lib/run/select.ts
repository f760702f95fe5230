import picomatch from "picomatch";
import { type Check, needsOf } from "../check.ts";

/** Which checks are asked for; globs over ids, where `*` stays within one part and `**` doesn't. */
export interface Selection {
  /** Only the checks that one of these matches. */
  readonly only?: readonly string[];
  /** Not the checks that one of these matches. */
  readonly skip?: readonly string[];
}

/** Checks that are reported, and checks that only run because those need them. */
export interface Selected {
  readonly chosen: readonly Check[];
  readonly needed: readonly Check[];
}

/** The checks that a selection chooses, and what they need beside. */
export function selectChecks(
  checks: readonly Check[],
  { only = [], skip = [] }: Selection,
): Selected {
  const isWanted = only.length > 0 ? matcher(only) : () => true;
  const isUnwanted = skip.length > 0 ? matcher(skip) : () => false;
  const chosen = checks.filter(({ id }) => isWanted(id) && !isUnwanted(id));
  const byId = new Map(checks.map((check) => [check.id, check]));
  const all = new Set<Check>();
  const add = (check: Check) => {
    if (all.has(check)) return;
    all.add(check);
    for (const id of needsOf(check)) {
      const need = byId.get(id);
      if (need) add(need);
    }
  };
  chosen.forEach(add);
  return { chosen, needed: checks.filter((check) => all.has(check) && !chosen.includes(check)) };
}

/** The globs that match none of the ids. */
export function idleGlobs(globs: readonly string[], ids: readonly string[]): readonly string[] {
  return globs.filter((glob) => !ids.some(matcher([glob])));
}

/** All that a glob may name: whole ids, groups and suites. */
export function prefixesOf(ids: readonly string[]): readonly string[] {
  const prefixes = ids.flatMap((id) => {
    const parts = id.split("/");
    return parts.map((_, i) => parts.slice(0, i + 1).join("/"));
  });
  return [...new Set(prefixes)];
}

/** A glob matches a whole id, or the beginning of one up to a slash: `tcp-echo/payload` is all of that group. */
export function matcher(globs: readonly string[]): (id: string) => boolean {
  return picomatch(globs.flatMap((glob) => [glob, `${glob.replace(/\/$/, "")}/**`]));
}
