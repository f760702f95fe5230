import { z } from "zod";
import { LEVELS } from "../check.ts";
import { quoted } from "../layout/form.ts";
import { layoutSchema } from "../layout/schema.ts";
import { exchangeForm } from "./exchange_form.ts";
import { pointsForm } from "./points_form.ts";
import { echoForm, httpForm } from "./rules_form.ts";
import { studentsForm } from "./students_form.ts";
import { labRuleProblems } from "./rules.ts";
import { choice, list, table, text, whole } from "./words.ts";

/** How a server is reached or started; for one suite, or for all that say nothing else. */
const serving = {
  target: text("target", "127.0.0.1:7007").regex(/^(\[[^\]]+\]|[^:[\]\s/]+):\d{1,5}$/, {
    error: ({ input }) =>
      `Expected target to be HOST:PORT, found ${quoted(input)}; write for instance 127.0.0.1:7007`,
  }).optional().describe("the server's address, where the command line gives none"),
  build: text("build", "make").optional().describe("the command that builds the program"),
  launch: text("launch", "./server {port}").optional()
    .describe("the command that starts the program; {port}, {host} and {docroot} are replaced"),
  port: whole("port", { from: 1, to: 65_535 }).optional()
    .describe("the port of a launched program whose port is fixed"),
};

const suiteForm = z.union([
  z.null(),
  table("a suite", {
    level: choice("level", LEVELS).optional().describe("the highest level that counts"),
    ...serving,
  }),
]);

const suitesForm = table("suites", {
  "tcp-echo": suiteForm.optional(),
  "udp-echo": suiteForm.optional(),
  "tcp-time": suiteForm.optional(),
  "udp-time": suiteForm.optional(),
  "byte-order": suiteForm.optional(),
  http: suiteForm.optional(),
  process: suiteForm.optional(),
});

/** The names of the suites that a lab can grade by. */
export const LAB_SUITES: readonly LabSuite[] = suitesForm.keyof().options;

const globs = z.string({
  error: ({ input }) => `Expected an id or a glob, found ${quoted(input)}`,
});

/**
 * A lab as an instructor describes it. Ids are checked against the catalogue afterwards: what checks
 * there are depends on the rules of the assignment.
 */
export const labSchema = table("a lab", {
  title: text("title", "Lab 1: a TCP echo server"),
  level: choice("level", LEVELS).default("core")
    .describe("the highest level that counts, for suites that say nothing else"),
  suites: suitesForm.refine((suites) => Object.keys(suites).length > 0, {
    error: "Expected suites to name at least one; write for instance tcp-echo: { level: core }",
  }).describe("the suites to grade by"),
  ...serving,
  docroot: text("docroot", "www").optional()
    .describe("the folder that the web server serves, seen from the lab file"),
  layout: layoutSchema.optional().describe("the records of the suite byte-order"),
  "tolerance-seconds": whole("tolerance-seconds", { from: 0, to: 86_400 }).optional()
    .describe("how far a time server's clock may be off"),
  "timeout-ms": whole("timeout-ms", { from: 100, to: 60_000 }).default(2000)
    .describe("the longest silence while an answer is due"),
  "budget-seconds": whole("budget-seconds", { from: 1, to: 3600 }).default(45)
    .describe("how long each suite may take"),
  jobs: whole("jobs", { from: 1, to: 64 }).default(8)
    .describe("how many checks may run at once"),
  skip: list("skip", { of: globs, example: "[tcp-echo/survival]" }).default([])
    .describe("checks that this lab leaves out: ids, beginnings of ids, globs"),
  checks: list("checks", { of: globs, example: "[tcp-echo/reach/answers]" }).optional()
    .describe("the checks that count, written by check-lab --freeze: no upgrade changes them"),
  echo: echoForm.optional(),
  http: httpForm.optional(),
  exchanges: list("exchanges", { of: exchangeForm, example: "- { id: says-hello, … }" })
    .default([]).describe("checks of the instructor's own"),
  points: pointsForm.optional(),
  students: studentsForm.optional(),
}).superRefine((lab, context) => {
  for (const { path, message } of labRuleProblems(lab)) {
    context.addIssue({ code: "custom", path: [...path], message });
  }
});

/** The same, for those who only want to know whether a file holds a lab. */
export const labFileSchema: z.ZodType<Readonly<Record<string, unknown>>> = labSchema;

/** A lab as an instructor describes it, with all that it leaves out filled in. */
export type Lab = z.output<typeof labSchema>;

/** The name of a suite that a lab can grade by. */
export type LabSuite = keyof Lab["suites"];

/** The names of a lab's suites, in its order. */
export function suitesIn({ suites }: Pick<Lab, "suites">): readonly LabSuite[] {
  return Object.keys(suites) as LabSuite[];
}

/** The highest level that counts in a suite of a lab. */
export function levelIn(lab: Lab, suite: LabSuite): Lab["level"] {
  return lab.suites[suite]?.level ?? lab.level;
}

/** The form of a lab file as a JSON Schema, for completion in editors. */
export function labJsonSchema(): Readonly<Record<string, unknown>> {
  return z.toJSONSchema(labSchema, { io: "input" });
}
