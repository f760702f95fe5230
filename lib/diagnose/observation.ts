import { type Facts, groupOf } from "../check.ts";
import type { Difference, Evidence } from "../wire/mismatch.ts";
import type { TranscriptEntry } from "../wire/transcript.ts";
import { type Conversation, conversationsOf } from "./conversation.ts";

/** What a check saw. */
export interface Observed {
  /** The check's id, or the mistake's. */
  readonly id: string;
  /** `skip` where it did not run to its end; it may have been tried before. */
  readonly status: "pass" | "warn" | "fail" | "skip";
  /** Why it was skipped. */
  readonly reason?: string | null;
  /** What a failure rests on; `null` where there is none. */
  readonly evidence: Evidence | null;
  /** What was found, in the check's words. */
  readonly observed: string | null;
  /** Where what came parts from what was expected. */
  readonly difference: Difference | null;
  /** All that was seen, or at the second attempt where there were two. */
  readonly transcript: readonly TranscriptEntry[];
  /** What was seen at a first attempt that met a silence, where there was a second. */
  readonly earlier: readonly TranscriptEntry[];
}

/** What a check saw, connection by connection. */
export interface Observation extends Observed {
  /** The group of the check. */
  readonly group: string;
  /** The connections of the check. */
  readonly conversations: readonly Conversation[];
  /** Those of the first attempt. */
  readonly before: readonly Conversation[];
}

/** All that one run saw of one server, in the order of the report. */
export interface Observations {
  /** All checks that were asked for. */
  readonly all: readonly Observation[];
  /** The checks that failed, and those that failed above the level. */
  readonly failed: readonly Observation[];
  /** The checks that passed. */
  readonly passed: readonly Observation[];
  /** What the run has learnt of the server. */
  readonly facts: Facts;
  /** The check after which the server answered no more; `null` where it lives. */
  readonly goneAfter: string | null;
  /** Whether nothing listens on its port since then: a server that is stuck still does. */
  readonly isPortFree: boolean;
  /** A check by the end of its id, behind the suite: `stream/one-byte`. */
  of(name: string): Observation | undefined;
}

/** Puts together what the checks of one suite saw. */
export function observations(
  seen: readonly Observed[],
  { facts, goneAfter, isPortFree }: Pick<Observations, "facts" | "goneAfter" | "isPortFree">,
): Observations {
  const all = seen.map((observed) => ({
    ...observed,
    group: groupOf(observed.id),
    conversations: conversationsOf(observed.transcript),
    before: conversationsOf(observed.earlier),
  }));
  return {
    all,
    failed: all.filter(({ status }) => status === "fail" || status === "warn"),
    passed: all.filter(({ status }) => status === "pass"),
    facts,
    goneAfter,
    isPortFree,
    of: (name) => all.find(({ id }) => id.endsWith(`/${name}`)),
  };
}
