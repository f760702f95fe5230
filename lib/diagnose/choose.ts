import { type Candidate, candidate, type Form, isContradicted } from "./candidate.ts";
import type { Observation, Observations } from "./observation.ts";
import { isShort, type Slip, slipHypothesis } from "./slip.ts";

/** What the choice is made from. */
export interface Choice {
  /** The forms that explain anything. */
  readonly candidates: readonly Candidate[];
  /** All forms that nothing contradicts: two may explain together what neither does alone. */
  readonly forms: readonly Form[];
  /** More causes than this in one server are guesses. */
  readonly mostCauses: number;
}

/** Two slips must explain so many checks more than those found one by one, but where they explain all that these do. */
const FEWEST_MORE = 3;
/** Two slips are tried on so many of the shortest exchanges first. */
const PAIR_SAMPLES = 6;

/** Takes what explains most of what is left, again and again; or two slips that together explain more. */
export function choose(
  run: Observations,
  { candidates, forms, mostCauses }: Choice,
): readonly Candidate[] {
  const chosen: Candidate[] = [];
  let left: readonly Observation[] = run.failed;
  while (left.length > 0 && chosen.length < mostCauses) {
    const best = mostOf(left, candidates, run);
    if (!best) break;
    const same = chosen.findIndex(({ mistake }) => mistake === best.mistake);
    if (same < 0) chosen.push(best);
    else {
      const before = chosen[same]!;
      chosen[same] = { ...before, explains: before.explains.union(best.explains) };
    }
    left = left.filter((seen) => !best.explains.has(seen));
  }
  const pair = left.length > 0 ? bestPair(forms, run) : null;
  return pair && isBetter(pair, chosen, run)
    ? [...pair, ...chosen.filter((one) => !isReplaced(one, pair))]
    : chosen;
}

function isReplaced({ mistake, hypothesis }: Candidate, pair: readonly Candidate[]): boolean {
  return hypothesis.slip !== undefined || pair.some((one) => one.mistake === mistake);
}

/**
 * Whether two slips together explain enough that those found one by one don't. Only short exchanges tell:
 * a long one fits many.
 */
function isBetter(
  pair: readonly Candidate[],
  chosen: readonly Candidate[],
  run: Observations,
): boolean {
  const short = run.failed.filter(isShort);
  const of = (some: readonly Candidate[]) =>
    short.filter((seen) => some.some(({ explains }) => explains.has(seen)));
  const [together, alone] = [of(pair), of(chosen.filter((one) => isReplaced(one, pair)))];
  const more = together.length - alone.length;
  const isWider = alone.length * 2 >= short.length &&
    alone.every((seen) => together.includes(seen));
  const left = short.length - alone.length;
  const isWorthIt = isWider ? more * 2 > left : more >= FEWEST_MORE;
  return isWorthIt && together.length * 2 > short.length;
}

/** The candidate that explains most of `left`, and more than it foretells wrongly; of equals the earlier one. */
function mostOf(
  left: readonly Observation[],
  candidates: readonly Candidate[],
  { failed }: Observations,
): Candidate | undefined {
  const worth = ({ explains }: Candidate) => left.filter((seen) => explains.has(seen)).length;
  const failures = ({ explains, hypothesis }: Candidate) =>
    failed.filter((seen) => !explains.has(seen) && hypothesis.predicts?.(seen)).length;
  return candidates.filter((one) => worth(one) > failures(one))
    .reduce<Candidate | undefined>((a, b) => a && worth(a) >= worth(b) ? a : b, undefined);
}

/** Two slips in one server, one after the other, that explain most together; `null` where none do. */
function bestPair(forms: readonly Form[], run: Observations): readonly Candidate[] | null {
  const slips = forms.filter(({ hypothesis }) => hypothesis.slip);
  const samples = run.failed.filter(({ evidence }) => evidence === "bytes")
    .toSorted((a, b) => sentIn(a) - sentIn(b)).slice(0, PAIR_SAMPLES);
  let best: readonly Candidate[] = [];
  for (const [a, b] of orderedPairs(slips)) {
    const slip = inTurn(a.hypothesis.slip!, b.hypothesis.slip!);
    const hypothesis = slipHypothesis(slip, run);
    const fits = samples.filter((seen) => hypothesis.read(seen) === "explains").length;
    if (fits * 2 < samples.length || fits === 0 || isContradicted(hypothesis, run)) continue;
    const { explains } = candidate({ mistake: a.mistake, hypothesis }, run.failed);
    if (explains.size <= (best[0]?.explains.size ?? 0)) continue;
    best = [a, b].map((form) => ({ ...form, explains, isPaired: true }));
  }
  return best.length > 0 ? best : null;
}

function orderedPairs(forms: readonly Form[]): readonly (readonly [Form, Form])[] {
  return forms.flatMap((a) =>
    forms.filter(({ mistake }) => mistake !== a.mistake).map((b) => [a, b] as const)
  );
}

function sentIn({ conversations }: Observation): number {
  return conversations.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
}

function inTurn(first: Slip, second: Slip): Slip {
  return (piece) => second(first(piece));
}
