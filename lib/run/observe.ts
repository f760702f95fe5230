import type { Level, Suite } from "../check.ts";
import { diagnose } from "../diagnose/diagnose.ts";
import { type Observations, observations, type Observed } from "../diagnose/observation.ts";
import { toDiagnosis } from "../diagnose/to_diagnosis.ts";
import type { Diagnosis } from "../report.ts";
import type { Endpoint } from "../wire/wire.ts";
import type { Outcome } from "./outcome.ts";
import type { Session } from "./session.ts";

/** What naming a mistake needs beside the session. */
export interface DiagnoseOptions {
  readonly suite: Suite;
  readonly at: Endpoint;
  readonly level: Level;
  /** Told of a fault of our own: the run goes on without names. */
  readonly onFault: (error: unknown) => void;
}

/** The mistakes that explain what failed in a session; nothing is loaded where nothing did. */
export async function diagnoseSession(
  session: Session,
  { suite, at, level, onFault }: DiagnoseOptions,
): Promise<readonly Diagnosis[]> {
  const run = observe(session, suite);
  if (run.failed.length === 0 || !suite.mistakes) return [];
  try {
    const findings = diagnose(run, await suite.mistakes(), {
      level,
      isUniform: suite.isUniform ?? false,
    });
    return findings.map((finding) => toDiagnosis(finding, { suite: suite.name, at }));
  } catch (error) {
    onFault(error); // a name that can't be found costs nobody the grade
    return [];
  }
}

/** All that a session saw, as the diagnosis takes it. */
export function observe(
  { outcomes, facts, endedAfter, endedWhole }: Session,
  { checks }: Suite,
): Observations {
  const seen = checks.flatMap(({ id }) => {
    const outcome = outcomes.get(id);
    return outcome ? observed(id, outcome) : [];
  });
  return observations(seen, {
    facts,
    goneAfter: endedAfter?.id ?? null,
    isPortFree: endedWhole,
  });
}

/** A fault of our own shows nothing of the server. */
function observed(id: string, { verdict, transcript, earlier = [] }: Outcome): readonly Observed[] {
  if (verdict.status === "error") return [];
  const details = "mismatch" in verdict ? verdict.mismatch.details : null;
  return [{
    id,
    status: verdict.status,
    reason: verdict.status === "skip" ? verdict.reason : null,
    evidence: details?.evidence ?? null,
    observed: details?.observed ?? null,
    difference: details?.difference ?? null,
    transcript,
    earlier,
  }];
}
