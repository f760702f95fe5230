import type { Suite } from "../check.ts";
import { type Observations, observations, type Observed } from "../diagnose/observation.ts";
import type { Outcome } from "./outcome.ts";
import type { Session } from "./session.ts";

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

/** What one check saw; a fault of our own shows nothing of the server. */
export function observed(
  id: string,
  { verdict, transcript, earlier = [] }: Outcome,
): readonly Observed[] {
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
