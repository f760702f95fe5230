import type { Problem, ProblemKind } from "../../http/mod.ts";
import type { Observation, Observations } from "../observation.ts";
import type { Hypothesis, Recogniser } from "../reading.ts";
import { drawExchange, drawHead } from "./drawing.ts";
import { allExchanges, problemsOf, speaksHttp, type WebExchange } from "./exchange.ts";
import { failedNamed, type Failing, isNamed } from "./failing.ts";

/** What a recogniser says of one run: what shows the mistake, and what it can't have been made with. */
export interface WebReading {
  /** Asked of failed checks. */
  readonly explains: (seen: Observation) => boolean;
  /** Asked of all checks. */
  readonly contradicts?: (seen: Observation) => boolean;
  /** Whether it is never more than likely. */
  readonly isVague?: boolean;
  /** Draws what shows it; the exchange that shows it best unless told otherwise. */
  readonly draw?: (explained: readonly Observation[]) => readonly string[];
}

/** A recogniser of one form, for web servers; `null` where the mistake wasn't made. */
export function webRecogniser(read: (run: Observations) => WebReading | null): Recogniser {
  return (run) => {
    const form = speaksHttp(run) ? read(run) : null;
    if (!form) return [];
    const { explains, contradicts = () => false, isVague = false, draw = drawExchange } = form;
    const hypothesis: Hypothesis = {
      isVague,
      draw,
      read(seen) {
        if (seen.status === "skip") return "nothing";
        if (contradicts(seen)) return "contradicts";
        return seen.status !== "pass" && explains(seen) ? "explains" : "nothing";
      },
    };
    return [hypothesis];
  };
}

/** What a mistake does to the form of answers. */
export interface FormSlip {
  /** The kinds of problems that it makes. */
  readonly kinds: readonly ProblemKind[];
  /** The checks that it makes fail, by their names. */
  readonly checks: readonly string[];
  /** Whether a problem is this mistake's after all. */
  readonly is?: (exchange: WebExchange, problem: Problem) => boolean;
  readonly draw?: WebReading["draw"];
}

/** Recognises a mistake by a kind of problem in the answers: it explains the checks that it makes fail. */
export function byProblem({ kinds, checks, is = () => true, draw }: FormSlip): Recogniser {
  return webRecogniser((run) => {
    const shown = allExchanges(run).flatMap((exchange) =>
      problemsOf(exchange, kinds).filter((problem) => is(exchange, problem))
        .map((problem) => ({ exchange, problem }))
    );
    if (shown.length === 0) return null;
    const isTold = tellsOf(shown.map(({ problem }) => problem));
    const own = new Set(shown.map(({ exchange }) => exchange.seen));
    return {
      explains: (seen) => isNamed(seen, ...checks) && (isTold(seen) || own.has(seen)),
      draw: draw ?? drawHead(...kinds),
    };
  });
}

/** Whether a check that has no exchange to show tells of a problem that some answers have, whatever its place. */
export function tellsOf(problems: readonly Problem[]): (seen: Observation) => boolean {
  const plain = (words: string) => words.replace(/\d+/g, "0");
  const told = new Set(problems.map(({ words }) => plain(words)));
  return ({ observed }) => told.has(plain(observed ?? ""));
}

/** Recognises a mistake by the checks that it makes fail, each in a way of its own; the first of them alone shows it. */
export function byFailures(
  checks: Readonly<Record<string, Failing>>,
  { shows = Object.keys(checks), unless = () => false }: {
    /** The checks of which one must have failed. */
    readonly shows?: readonly string[];
    /** Whether the run shows that it can't be. */
    readonly unless?: (run: Observations) => boolean;
  } = {},
): Recogniser {
  return webRecogniser((run) => {
    const explains = (seen: Observation) =>
      Object.entries(checks).some(([name, is]) => isNamed(seen, name) && is(seen, run));
    const isShown = failedNamed(run, ...shows).some(explains);
    return isShown && !unless(run) ? { explains } : null;
  });
}
