import type { Suite } from "../check.ts";
import { type Observations, observations, type Observed } from "../diagnose/observation.ts";
import type { Outcome } from "./outcome.ts";
import type { Session } from "./session.ts";

/** All that a session saw, as the diagnosis takes it. */
export function observe(
  { outcomes, facts, losses, endedWhole }: Session,
  { checks, seenAs = (transcript) => transcript }: Suite,
): Observations {
  const seen = checks.filter(({ isOwn }) => !isOwn).flatMap(({ id }) => {
    const outcome = outcomes.get(id);
    return outcome ? observed({ id, outcome, seenAs }) : [];
  });
  const ends = losses.map(({ after, ...how }) => ({ after: after.id, ...how }));
  return observations(seen, { facts, ends, isPortFree: endedWhole });
}

/** What one check saw, and in which form the suite's mistakes know it. */
export interface CheckSeen {
  readonly id: string;
  readonly outcome: Outcome;
  readonly seenAs?: NonNullable<Suite["seenAs"]>;
}

/** What one check saw; a fault of our own shows nothing of the server. */
export function observed(
  { id, outcome, seenAs = (transcript) => transcript }: CheckSeen,
): readonly Observed[] {
  const { verdict, transcript, earlier = [], beganAtMs } = outcome;
  if (verdict.status === "error") return [];
  const details = "mismatch" in verdict ? verdict.mismatch.details : null;
  return [{
    id,
    status: verdict.status,
    reason: verdict.status === "skip" ? verdict.reason : null,
    evidence: details?.evidence ?? null,
    observed: details?.observed ?? null,
    difference: details?.difference ?? null,
    transcript: seenAs(transcript),
    earlier: seenAs(earlier),
    ...(beganAtMs === undefined ? {} : { beganAtMs }),
  }];
}
