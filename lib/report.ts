import * as z from "zod";
import { LEVELS } from "./check.ts";

/** The version of the report's form. */
export const REPORT_SCHEMA = "wiregrade/report/1";

/** Points of a check or a run: what it earned of what it could. */
export const pointsSchema = z.strictObject({ earned: z.number(), possible: z.number() });

const transcriptEntrySchema = z.strictObject({
  ms: z.number().describe("milliseconds since the check began"),
  conn: z.int().positive().describe("which connection or socket of the check"),
  event: z.enum(["connect", "send", "receive", "end", "reset", "timeout", "close"]),
  bytes: z.int().nonnegative().describe("how many bytes were sent or received"),
  data: z.base64().describe("the first 1,024 of them, in base64"),
});

const differenceSchema = z.strictObject({
  offset: z.int().nonnegative().describe(
    "of the first byte that differs, is missing or is too many",
  ),
  from: z.int().nonnegative().describe("the offset at which both excerpts begin"),
  expected: z.base64(),
  observed: z.base64(),
  expectedBytes: z.int().nonnegative().describe("how many bytes were expected in all"),
  observedBytes: z.int().nonnegative().describe("how many bytes came in all"),
});

/** The outcome of one check. */
export const checkReportSchema = z.strictObject({
  id: z.string(),
  suite: z.string(),
  group: z.string(),
  level: z.enum(LEVELS),
  title: z.string(),
  status: z.enum(["pass", "warn", "fail", "skip", "error"]),
  points: pointsSchema,
  durationMs: z.number().nonnegative(),
  attempts: z.int().nonnegative(),
  message: z.string().nullable(),
  expected: z.string().nullable(),
  observed: z.string().nullable(),
  difference: differenceSchema.nullable(),
  sources: z.array(z.strictObject({ label: z.string(), url: z.string() })),
  reason: z.enum(["needs", "server-gone", "not-applicable", "level", "budget"]).nullable(),
  blockedBy: z.string().nullable(),
  transcript: z.array(transcriptEntrySchema),
  parts: z.strictObject({ done: z.int().nonnegative(), of: z.int().positive() }).nullable()
    .describe("how much of it a failed check saw done, where it knows parts"),
});

/** A mistake in the code that explains failed checks. */
export const diagnosisSchema = z.strictObject({
  mistake: z.string(),
  suite: z.string(),
  kind: z.enum(["mistake", "limit"]),
  title: z.string(),
  explanation: z.string(),
  fix: z.string(),
  confidence: z.enum(["certain", "likely"]),
  explains: z.array(z.string()),
});

/** The server of one suite, and how it serves its clients. */
export const targetSchema = z.strictObject({
  suite: z.string(),
  host: z.string(),
  port: z.int().min(0).max(65_535),
  serving: z.enum(["concurrent", "iterative", "unknown"]),
  latencyMs: z.number().nullable().describe("how long the first answer took; null without one"),
  level: z.enum(LEVELS).describe("the highest level that counts in this suite"),
});

/** How the score came about, where a lab file says what checks are worth. */
export const gradingSchema = z.strictObject({
  rounding: z.number().describe("what the points of each check are rounded to"),
  sum: pointsSchema.describe("all points, before anything is given back or capped"),
  bonus: z.number().describe("the points in it beyond the total"),
  mistakeCap: z.number().nullable().describe("what one certain mistake may cost at the most"),
  givenBack: z.array(z.strictObject({
    mistake: z.string(),
    suite: z.string(),
    lost: z.number().describe("what its checks would cost together"),
    charged: z.number().describe("what they do cost"),
  })),
  caps: z.array(z.strictObject({
    check: z.string(),
    cap: z.number(),
    reason: z.string(),
    lowers: z.boolean().describe("whether the score would be higher without it"),
  })).describe("required checks that did not pass"),
  waived: z.array(z.strictObject({ check: z.string(), points: z.number(), reason: z.string() })),
  suites: z.array(z.strictObject({ suite: z.string(), points: pointsSchema })),
});

/** What a run that was repeated saw of one check. */
export const repeatSchema = z.strictObject({
  check: z.string(),
  runs: z.int().positive(),
  passed: z.int().nonnegative(),
  failed: z.int().nonnegative(),
});

/** What a run was told beside its servers. */
export const runOptionsSchema = z.strictObject({
  only: z.array(z.string()),
  skip: z.array(z.string()),
  timeoutMs: z.number(),
  jobs: z.int(),
  budgetMs: z.number(),
});

/** All that a run found out. */
export const reportSchema = z.strictObject({
  schema: z.literal(REPORT_SCHEMA),
  tool: z.strictObject({ name: z.string(), version: z.string() }),
  label: z.string().nullable(),
  lab: z.strictObject({ title: z.string(), sha256: z.string() }).nullable(),
  seed: z.int().nonnegative().nullable().describe("null where the reader may not know it"),
  audience: z.enum(["instructor", "student"]).describe("who may read it"),
  options: runOptionsSchema,
  level: z.enum(LEVELS),
  startedAt: z.iso.datetime(),
  durationMs: z.number().nonnegative(),
  complete: z.boolean(),
  verdict: z.enum(["pass", "fail", "error"]),
  score: pointsSchema,
  grading: gradingSchema.nullable(),
  targets: z.array(targetSchema),
  checks: z.array(checkReportSchema),
  diagnoses: z.array(diagnosisSchema),
  repeats: z.array(repeatSchema).nullable().describe("null where the run was not repeated"),
});

/** The outcome of one check. */
export type CheckReport = z.infer<typeof checkReportSchema>;
/** A mistake in the code that explains failed checks. */
export type Diagnosis = z.infer<typeof diagnosisSchema>;
/** How the score came about, where a lab file says what checks are worth. */
export type Grading = z.infer<typeof gradingSchema>;
/** The server of one suite. */
export type TargetReport = z.infer<typeof targetSchema>;
/** All that a run found out. */
export type Report = z.infer<typeof reportSchema>;
/** Why a check did not run. */
export type SkipReason = NonNullable<CheckReport["reason"]>;
/** Points of a check or a run. */
export type Points = z.infer<typeof pointsSchema>;

/** The report's form as a JSON Schema, made from the zod schema. */
export function reportJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(reportSchema);
}
