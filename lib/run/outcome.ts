import type { SkipReason } from "../report.ts";
import type { Evidence, Mismatch } from "../wire/mismatch.ts";
import type { TranscriptEntry } from "../wire/transcript.ts";

/** What became of a check. */
export type Verdict =
  | { readonly status: "pass" }
  | { readonly status: "fail"; readonly mismatch: Mismatch }
  | { readonly status: "warn"; readonly mismatch: Mismatch }
  | {
    readonly status: "skip";
    readonly reason: SkipReason;
    readonly message: string;
    readonly blockedBy?: string | undefined;
  }
  | { readonly status: "error"; readonly message: string };

/** What became of a check, and what was seen on the wire. */
export interface Outcome {
  readonly verdict: Verdict;
  readonly attempts: number;
  readonly durationMs: number;
  readonly transcript: readonly TranscriptEntry[];
  /** The time of day at its beginning, in milliseconds since 1970. */
  readonly beganAtMs?: number;
  /** What was seen at the first attempt, where there was a second. */
  readonly earlier?: readonly TranscriptEntry[];
}

/** An outcome without any exchange. */
export function notRun(reason: SkipReason, message: string, blockedBy?: string): Outcome {
  const verdict: Verdict = { status: "skip", reason, message, blockedBy };
  return { verdict, attempts: 0, durationMs: 0, transcript: [] };
}

/** What a failure rests on; `null` for an outcome that isn't one. */
export function evidenceOf({ verdict }: Outcome): Evidence | null {
  return verdict.status === "fail" ? verdict.mismatch.details.evidence : null;
}

/** Whether a check came out well enough for those that need it. */
export function holds({ verdict }: Outcome): boolean {
  return verdict.status === "pass" || verdict.status === "warn";
}
