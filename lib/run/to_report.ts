import { type Check, groupOf, type Level, suiteOf } from "../check.ts";
import type { CheckReport } from "../report.ts";
import type { Difference } from "../wire/mismatch.ts";
import type { TranscriptEntry } from "../wire/transcript.ts";
import type { Outcome } from "./outcome.ts";
import { pointsOf } from "./score.ts";

/** How many bytes of a transcript entry a report shows. */
const SHOWN_BYTES = 1024;
/** How many bytes before and after a difference a report shows. */
const CONTEXT_BYTES = 32;

/** A check and its outcome in the form of the report. */
export function toCheckReport(check: Check, outcome: Outcome, level: Level): CheckReport {
  const { verdict } = outcome;
  const counts = levelStatus(outcome, check, level);
  const reason = verdict.status === "skip" ? verdict.reason : null;
  const mismatch = "mismatch" in verdict ? verdict.mismatch : null;
  const scored = { status: counts, reason, level: check.level };
  return {
    id: check.id,
    suite: suiteOf(check.id),
    group: groupOf(check.id),
    ...scored,
    title: check.title,
    points: pointsOf(scored, level),
    durationMs: tenths(outcome.durationMs),
    attempts: outcome.attempts,
    message: mismatch?.message ?? ("message" in verdict ? verdict.message : null),
    expected: mismatch?.details.expected ?? null,
    observed: mismatch?.details.observed ?? null,
    difference: mismatch?.details.difference ? excerptOf(mismatch.details.difference) : null,
    sources: check.sources.map(({ label, url }) => ({ label, url })),
    blockedBy: verdict.status === "skip" ? verdict.blockedBy ?? null : null,
    transcript: outcome.transcript.flatMap(entryOf),
    parts: mismatch?.details.parts ? { ...mismatch.details.parts } : null,
  };
}

/** A time with one decimal. */
export function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}

/** A failure above the level is advice. */
function levelStatus({ verdict }: Outcome, check: Check, level: Level): CheckReport["status"] {
  const isAdvice =
    pointsOf({ status: "pass", reason: null, level: check.level }, level).possible === 0;
  return isAdvice && verdict.status === "fail" ? "warn" : verdict.status;
}

function excerptOf({ expected, observed, offset }: Difference): CheckReport["difference"] {
  const from = Math.max(0, offset - CONTEXT_BYTES);
  const to = offset + CONTEXT_BYTES;
  return {
    offset,
    from,
    expected: base64(expected.subarray(from, to)),
    observed: base64(observed.subarray(from, to)),
    expectedBytes: expected.length,
    observedBytes: observed.length,
  };
}

/** The half-close is not among the events of a report. */
function entryOf({ ms, conn, event, bytes, data }: TranscriptEntry): CheckReport["transcript"] {
  if (event === "half-close") return [];
  return [{ ms: tenths(ms), conn, event, bytes, data: base64(data.subarray(0, SHOWN_BYTES)) }];
}

function base64(bytes: Uint8Array): string {
  return bytes.toBase64();
}
