import { type Check, nameOf, type Suite } from "../check.ts";
import { selectChecks } from "../run/select.ts";
import { safe } from "../text/safe.ts";
import { didYouMean } from "./did_you_mean.ts";
import type { CommandContext } from "./grade_command.ts";
import { UsageError } from "./usage_error.ts";

/** All suites, loaded. */
export async function loadSuites({ suites }: CommandContext): Promise<readonly Suite[]> {
  return await Promise.all(Object.values(suites).map((load) => load()));
}

/**
 * The checks that a word names: by id, by the beginning of an id up to a slash, by a glob, or by the
 * last part of an id. Throws a `UsageError` where it names none, with the nearest name, `others` included.
 */
export function checksNamed(
  word: string,
  suites: readonly Suite[],
  others: readonly string[] = [],
): readonly Check[] {
  const checks = suites.flatMap((suite) => suite.checks);
  const exact = checks.filter(({ id }) => id === word);
  if (exact.length > 0) return exact;
  const found = [word, `**/${word}`].map((glob) => selectChecks(checks, { only: [glob] }).chosen)
    .find((chosen) => chosen.length > 0);
  if (found) return found;
  const names = [
    ...checks.flatMap(({ id }) => [id, nameOf(id)]),
    ...suites.map(({ name }) => name),
    ...others,
  ];
  throw new UsageError(
    `There is no check "${safe(word)}"${didYouMean(word, names)}; deno task list shows them all`,
  );
}
