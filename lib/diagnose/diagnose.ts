import type { Level } from "../check.ts";
import type { Mistake } from "../mistake.ts";
import type { Observation, Observations } from "./observation.ts";
import { type Slip, slipHypothesis } from "./slip.ts";
import type { Hypothesis } from "./reading.ts";

/** A mistake that explains failed checks. */
export interface Finding {
  readonly mistake: Mistake;
  readonly confidence: "certain" | "likely";
  /** The failed checks that it explains, in the order of the report. */
  readonly explains: readonly Observation[];
  /** Draws what shows it, where it has a picture of its own. */
  readonly draw?: Hypothesis["draw"];
}

/** A form of a mistake that nothing contradicts, and what it explains. */
interface Candidate {
  readonly mistake: Mistake;
  readonly hypothesis: Hypothesis;
  readonly explains: ReadonlySet<Observation>;
  /** Whether it explains some of them only together with another. */
  readonly isPaired?: boolean;
}

/** More causes than this in one server are guesses. */
const MOST_CAUSES = 4;

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
  const all = needed(choose(candidates, forms, run));
  const chosen = isUniform ? credible(all, run) : all;
  return chosen.map((one) => ({
    mistake: one.mistake,
    confidence: isCertain(one, chosen, candidates) ? "certain" as const : "likely" as const,
    explains: run.failed.filter((seen) => one.explains.has(seen)),
    draw: one.hypothesis.draw,
  })).sort((a, b) => rank(b) - rank(a));
}

/** Less than this part of what failed explained is an accident. */
const CREDIBLE_PART = 0.6;

/**
 * All of them; where together they leave most exchanges of single clients unexplained, only those that
 * explain none of these: what the others explain is an accident then.
 */
function credible(chosen: readonly Candidate[], run: Observations): readonly Candidate[] {
  const single = run.failed.filter(({ group }) => group !== "concurrency" && group !== "survival");
  const explained = single.filter((seen) => chosen.some(({ explains }) => explains.has(seen)));
  if (explained.length >= CREDIBLE_PART * single.length) return chosen;
  return chosen.filter(({ explains }) => single.every((seen) => !explains.has(seen)));
}

function rank({ mistake, explains }: Finding): number {
  return mistake.kind === "limit" ? -1 : explains.length;
}

type Form = Pick<Candidate, "mistake" | "hypothesis">;

function isContradicted({ read }: Hypothesis, { all }: Observations): boolean {
  return all.some((seen) => read(seen) === "contradicts");
}

function candidate(form: Form, failed: readonly Observation[]): Candidate {
  const explains = failed.filter((seen) => form.hypothesis.read(seen) === "explains");
  return { ...form, explains: new Set(explains) };
}

/** Takes what explains most of what is left, again and again; then two slips at a time. */
function choose(
  candidates: readonly Candidate[],
  forms: readonly Form[],
  run: Observations,
): readonly Candidate[] {
  const chosen: Candidate[] = [];
  let left: readonly Observation[] = run.failed;
  const take = (one: Candidate) => {
    const same = chosen.findIndex(({ mistake }) => mistake === one.mistake);
    if (same < 0) chosen.push(one);
    else chosen[same] = { ...one, explains: chosen[same]!.explains.union(one.explains) };
    left = left.filter((seen) => !one.explains.has(seen));
  };
  while (left.length > 0 && chosen.length < MOST_CAUSES) {
    const best = mostOf(left, candidates);
    if (!best) break;
    take(best);
  }
  const pair = left.length > 0 ? bestPair(left, chosen, forms, run) : null;
  pair?.forEach(take);
  return chosen;
}

/** The candidate that explains most of `left`; of equals the earlier one. */
function mostOf(
  left: readonly Observation[],
  candidates: readonly Candidate[],
): Candidate | undefined {
  const worth = ({ explains }: Candidate) => left.filter((seen) => explains.has(seen)).length;
  return candidates.filter((one) => worth(one) > 0)
    .reduce<Candidate | undefined>((a, b) => a && worth(a) >= worth(b) ? a : b, undefined);
}

/** Two slips in one server, one after the other, of which one is known if any is. */
function bestPair(
  left: readonly Observation[],
  chosen: readonly Candidate[],
  forms: readonly Form[],
  run: Observations,
): readonly Candidate[] | null {
  const slips = forms.filter(({ hypothesis }) => hypothesis.slip);
  const known = chosen.filter(({ hypothesis }) => hypothesis.slip);
  const pairs = (known.length > 0 ? known : slips).flatMap((a) =>
    slips.filter(({ mistake }) => mistake !== a.mistake).flatMap((b) => [[a, b], [b, a]] as const)
  );
  let best: readonly Candidate[] = [];
  for (const [a, b] of pairs) {
    const slip = inTurn(a.hypothesis.slip!, b.hypothesis.slip!);
    const hypothesis = slipHypothesis(slip, { ...run, failed: left });
    const { explains } = candidate({ mistake: a.mistake, hypothesis }, left);
    if (explains.size <= (best[0]?.explains.size ?? 0)) continue;
    best = [a, b].map((form) => ({ ...form, explains, isPaired: true }));
  }
  return best.length > 0 ? best : null;
}

function inTurn(first: Slip, second: Slip): Slip {
  return (piece) => second(first(piece));
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
