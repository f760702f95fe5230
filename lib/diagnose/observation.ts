import { type Facts, groupOf } from "../check.ts";
import type { Difference, Evidence } from "../wire/mismatch.ts";
import type { ProgramEnd } from "../program.ts";
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
  /** The time of day at which that began, in milliseconds since 1970. */
  readonly beganAtMs?: number;
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
  /** Whether a signal ended the program during the check, or a limit that it went beyond. */
  readonly isCrash: boolean;
}

/** The server was lost during a check. */
export interface ServerEnd {
  /** The check's id. */
  readonly after: string;
  /** How its program ended; `null` where that can't be seen, `running` where it had not. */
  readonly end: ProgramEnd | "running" | null;
  /** The last that the program wrote, where that can be seen. */
  readonly said: string;
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
  /** The same for each time that it was lost: a program that the run starts itself may be started again. */
  readonly ends: readonly ServerEnd[];
  /** Whether nothing listens on its port since then: a server that is stuck still does. */
  readonly isPortFree: boolean;
  /** A check by the end of its id, behind the suite: `stream/one-byte`. */
  of(name: string): Observation | undefined;
}

/** Puts together what the checks of one suite saw. */
export function observations(
  seen: readonly Observed[],
  { facts, ends, isPortFree }: Pick<Observations, "facts" | "ends" | "isPortFree">,
): Observations {
  const all = seen.map((observed) => ({
    ...observed,
    group: groupOf(observed.id),
    conversations: conversationsOf(observed.transcript),
    before: conversationsOf(observed.earlier),
    isCrash: ends.some(({ after, end }) => after === observed.id && isCrash(end)),
  }));
  return {
    all,
    failed: all.filter(({ status }) => status === "fail" || status === "warn"),
    passed: all.filter(({ status }) => status === "pass"),
    facts,
    goneAfter: ends[0]?.after ?? null,
    ends,
    isPortFree,
    of: (name) => all.find(({ id }) => id.endsWith(`/${name}`)),
  };
}

function isCrash(end: ServerEnd["end"]): boolean {
  return end !== null && end !== "running" && (end.signal !== null || end.limit !== null);
}
