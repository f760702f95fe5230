import type { CheckReport, Diagnosis, Report } from "../report.ts";
import { levelsOf, totalOf, verdictOf } from "../run/score.ts";
import { lookup, type Plan } from "./plan.ts";
import type { PointsForm } from "./points_form.ts";
import { scoreLab } from "./score_lab.ts";
import type { StudentsForm, Visibility } from "./students_form.ts";

/** What decides what students see. */
export interface StudentOptions {
  readonly students: StudentsForm;
  /** What the lab says of points, and what its checks are worth; `null` where it says nothing. */
  readonly points: { readonly points: PointsForm; readonly plan: Plan } | null;
}

/** What stands in place of what students may not see. */
const UNTOLD = "a check that isn't shown";

/** How much students see of a check. */
export function visibilityIn(students: StudentsForm): (id: string) => Visibility {
  const named = lookup(students.checks);
  return (id) => named(id) ?? students.default;
}

/**
 * A report as students may see it: without hidden checks, without a word of what checks of which they
 * see only the name have sent, and without anything from which either could be told: seed, mistakes that
 * rest on them, the globs of the run.
 */
export function studentView(report: Report, options: StudentOptions): Report {
  const { students } = options;
  const seeing = visibilityIn(students);
  const isShown = (id: string) => seeing(id) !== "hidden";
  const hidden = report.checks.filter(({ id }) => !isShown(id));
  const isWithheld = students["expected-bytes"] === "withheld";
  const isSecret = isWithheld || report.checks.some(({ id }) => seeing(id) !== "visible");
  const scored = students["hidden-points"] === "counted" ? report : rescored(report, options);
  const checks = scored.checks.filter(({ id }) => isShown(id)).map((check) => {
    if (seeing(check.id) === "name-only") return nameOnly(check);
    return isWithheld ? unexpected(check) : check;
  });
  const view: Report = {
    ...scored,
    audience: "student",
    seed: isSecret ? null : report.seed,
    options: { ...report.options, only: [], skip: [] },
    checks: checks.map((check) => withoutBlocker(check, isShown)),
    diagnoses: diagnosesFor(report, { seeing, isWithheld, students }),
    repeats: report.repeats?.filter(({ check }) => isShown(check)) ?? null,
  };
  return withoutNames({ ...view, grading: gradingFor(view) }, hidden);
}

/** A report whose score and verdict are those of the checks that students see. */
function rescored(report: Report, { students, points }: StudentOptions): Report {
  const seeing = visibilityIn(students);
  const checks = report.checks.filter(({ id }) => seeing(id) !== "hidden");
  if (points) return scoreLab({ ...report, checks }, points);
  const verdict = verdictOf(checks, {
    level: report.level,
    levelOf: levelsOf(report),
    reached: report.targets.length > 0,
  });
  return { ...report, checks, score: totalOf(checks), verdict };
}

/** Its name and its outcome, and nothing of what happened. */
function nameOnly(check: CheckReport): CheckReport {
  return { ...withoutBytes(check), message: null, observed: null, sources: [] };
}

/** What happened, without what should have come. */
function unexpected(check: CheckReport): CheckReport {
  const { message, difference, status } = check;
  const place = difference ? `What came back is wrong from byte ${difference.offset} on` : null;
  const words = status === "fail" || status === "warn"
    ? place ?? "It did something else than what is asked"
    : message;
  return { ...withoutBytes(check), message: words, observed: null };
}

function withoutBytes(check: CheckReport): CheckReport {
  return { ...check, expected: null, difference: null, transcript: [] };
}

function withoutBlocker(check: CheckReport, isShown: (id: string) => boolean): CheckReport {
  const { blockedBy } = check;
  return blockedBy === null || isShown(blockedBy)
    ? check
    : { ...check, blockedBy: null, message: `It needs ${UNTOLD}` };
}

interface Seeing {
  readonly seeing: (id: string) => Visibility;
  readonly isWithheld: boolean;
  readonly students: StudentsForm;
}

/** The mistakes that rest on something visible; with their drawing only where all of it is. */
function diagnosesFor(
  { diagnoses }: Report,
  { seeing, isWithheld, students }: Seeing,
): Report["diagnoses"] {
  if (students.diagnoses === "withheld") return [];
  return diagnoses.flatMap((diagnosis): Diagnosis[] => {
    const { explains } = diagnosis;
    const isSeen = (id: string) => seeing(id) === "visible";
    if (!explains.some(isSeen)) return [];
    const isPlain = explains.every(isSeen) && !isWithheld;
    return [{
      ...diagnosis,
      explains: explains.filter((id) => seeing(id) !== "hidden"),
      explanation: isPlain ? diagnosis.explanation : withoutDrawing(diagnosis.explanation),
    }];
  });
}

/** An explanation from its reason on: what stands before it draws the bytes of some check. */
function withoutDrawing(explanation: string): string {
  const lines = explanation.split("\n");
  const reason = lines.findIndex((line) => /^Why\b/.test(line));
  return reason < 0 ? "" : lines.slice(reason).join("\n");
}

/** How the score came about, as far as it names nothing that isn't shown. */
function gradingFor({ grading, checks, diagnoses }: Report): Report["grading"] {
  if (!grading) return null;
  const isShown = ({ check }: { readonly check: string }) => checks.some(({ id }) => id === check);
  const isTold = (one: { readonly mistake: string; readonly suite: string }) =>
    diagnoses.some(({ mistake, suite }) => mistake === one.mistake && suite === one.suite);
  return {
    ...grading,
    caps: grading.caps.map((cap) =>
      isShown(cap) ? cap : { ...cap, check: UNTOLD, reason: "A check that isn't shown is required" }
    ),
    waived: grading.waived.filter(isShown),
    givenBack: grading.givenBack.map((one) =>
      isTold(one) ? one : { ...one, mistake: "a mistake that isn't shown" }
    ),
  };
}

/** No sentence names a hidden check. */
function withoutNames(report: Report, hidden: readonly CheckReport[]): Report {
  if (hidden.length === 0) return report;
  const ids = hidden.map(({ id }) => id).join("|");
  const names = new RegExp(`(?<![\\w/-])(?:${ids})(?![\\w-])`, "g");
  const clean = (value: unknown): unknown => {
    if (typeof value === "string") return value.replaceAll(names, UNTOLD);
    if (Array.isArray(value)) return value.map(clean);
    if (value === null || typeof value !== "object") return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, clean(inner)]));
  };
  return clean(report) as Report;
}
