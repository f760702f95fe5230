import type { Mistake } from "../mistake.ts";
import type { Observation, Observations } from "./observation.ts";
import type { Hypothesis } from "./reading.ts";

/** A form of a mistake that nothing contradicts, and what it explains. */
export interface Candidate {
  readonly mistake: Mistake;
  readonly hypothesis: Hypothesis;
  /** The failed checks that it explains. */
  readonly explains: ReadonlySet<Observation>;
  /** Whether it explains some of them only together with another. */
  readonly isPaired?: boolean;
}

/** A form in which a mistake may have been made. */
export type Form = Pick<Candidate, "mistake" | "hypothesis">;

/** Whether any check says that it can't have been made. */
export function isContradicted({ read }: Hypothesis, { all }: Observations): boolean {
  return all.some((seen) => read(seen) === "contradicts");
}

/** A form with the failed checks that it explains. */
export function candidate(form: Form, failed: readonly Observation[]): Candidate {
  const explains = failed.filter((seen) => form.hypothesis.read(seen) === "explains");
  return { ...form, explains: new Set(explains) };
}
