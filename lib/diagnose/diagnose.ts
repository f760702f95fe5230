import type { Level } from "../check.ts";
import type { Mistake } from "../mistake.ts";
import type { KnownFault } from "../wire/corrected.ts";
import { type Candidate, candidate, isContradicted } from "./candidate.ts";
import { choose } from "./choose.ts";
import type { Observation, Observations } from "./observation.ts";
import type { Hypothesis } from "./reading.ts";

/** A mistake that explains failed checks. */
export interface Finding {
  readonly mistake: Mistake;
  readonly confidence: "certain" | "likely";
  /** The failed checks that it explains, in the order of the report. */
  readonly explains: readonly Observation[];
  /** Draws what shows it, where it has a picture of its own. */
  readonly draw?: Hypothesis["draw"];
  /** What the server does to all that it sends, where that alone is the mistake. */
  readonly fault?: KnownFault;
}

/** More causes than this are guesses: where all checks ask for one thing, and where each asks for its own. */
const MOST_CAUSES = { uniform: 4, varied: 12 } as const;

/** What a diagnosis goes by beside what was seen. */
export interface DiagnoseOptions {
  /** The highest level that counts: a limit is none at `core`. */
  readonly level: Level;
  /** Whether all checks of the suite ask for the same thing in other forms. */
  readonly isUniform?: boolean;
}

/**
 * The smallest set of mistakes that explains most of what failed, those that explain most first, limits
 * last. What nothing known explains is left alone.
 */
export function diagnose(
  run: Observations,
  mistakes: readonly Mistake[],
  { level, isUniform = false }: DiagnoseOptions,
): readonly Finding[] {
  if (run.failed.length === 0) return [];
  const forms = mistakes.filter(({ kind }) => kind === "mistake" || level !== "core")
    .flatMap((mistake) =>
      (mistake.recognise?.(run) ?? []).map((hypothesis) => ({ mistake, hypothesis }))
    ).filter(({ hypothesis }) => !isContradicted(hypothesis, run));
  const candidates = forms.map((form) => candidate(form, run.failed))
    .filter(({ explains }) => explains.size > 0);
  const mostCauses = isUniform ? MOST_CAUSES.uniform : MOST_CAUSES.varied;
  const all = needed(choose(run, { candidates, forms, mostCauses }));
  const chosen = isUniform ? credible(all, run) : all;
  return chosen.map((one) => ({
    mistake: one.mistake,
    confidence: isCertain(one, chosen, candidates) ? "certain" as const : "likely" as const,
    explains: run.failed.filter((seen) => one.explains.has(seen)),
    ...(one.hypothesis.draw ? { draw: one.hypothesis.draw } : {}),
    ...faultOf(one.hypothesis),
  })).sort((a, b) => rank(b) - rank(a));
}

function faultOf({ slip, greeting }: Hypothesis): Pick<Finding, "fault"> {
  const fault = { ...(slip ? { slip } : {}), ...(greeting ? { greeting } : {}) };
  return slip || greeting ? { fault } : {};
}

/** Less than this part of what failed explained is an accident. */
const CREDIBLE_PART = 0.6;

/**
 * All of them; where together they leave most exchanges of single clients unexplained, only those that
 * explain no wrong bytes among these: what the others explain is an accident then.
 */
function credible(chosen: readonly Candidate[], run: Observations): readonly Candidate[] {
  const single = run.failed.filter(({ group }) => group !== "concurrency" && group !== "survival");
  const explained = single.filter((seen) => chosen.some(({ explains }) => explains.has(seen)));
  if (explained.length >= CREDIBLE_PART * single.length) return chosen;
  const wrong = single.filter(({ evidence }) => evidence === "bytes");
  return chosen.filter(({ explains, hypothesis }) =>
    hypothesis.isSure || wrong.every((seen) => !explains.has(seen))
  );
}

function rank({ mistake, explains }: Finding): number {
  return mistake.kind === "limit" ? -1 : explains.length;
}

/** Without those whose checks the others explain together. */
function needed(chosen: readonly Candidate[]): readonly Candidate[] {
  return chosen.filter((one, i) => {
    const others = chosen.filter((_, j) => j !== i);
    const covered = others.reduce<ReadonlySet<Observation>>(
      (sum, { explains }) => sum.union(explains),
      new Set(),
    );
    return one.isPaired || others.some(({ mistake }) => mistake.kind === "limit") ||
      !one.explains.isSubsetOf(covered) || !others.some((other) => isWider(other, one, chosen));
  });
}

function isWider(a: Candidate, b: Candidate, order: readonly Candidate[]): boolean {
  return a.explains.size > b.explains.size ||
    (a.explains.size === b.explains.size && order.indexOf(a) < order.indexOf(b) &&
      !(a.hypothesis.slip && b.hypothesis.slip));
}

/** Whether no other mistake explains all that this one alone does. */
function isCertain(
  one: Candidate,
  chosen: readonly Candidate[],
  candidates: readonly Candidate[],
): boolean {
  if (one.hypothesis.isVague) return false;
  const others = chosen.filter((other) => other !== one);
  const own = [...one.explains].filter((seen) =>
    !others.some(({ explains }) => explains.has(seen))
  );
  return !candidates.some(({ mistake, explains }) =>
    mistake !== one.mistake && own.length > 0 && own.every((seen) => explains.has(seen))
  );
}
