import type { CheckReport, Diagnosis, Grading, Points, Report } from "../report.ts";
import { isHeldAgainst, levelsOf, verdictOf } from "../run/score.ts";
import { matcher } from "../run/select.ts";
import { HUNDREDTHS, type Plan, toHundredths, type Worth } from "./plan.ts";
import type { PointsForm } from "./points_form.ts";

/** Points in hundredths. */
interface Whole {
  readonly earned: number;
  readonly possible: number;
}

/** A check and what it brings. */
interface Scored {
  readonly check: CheckReport;
  readonly worth: Worth | undefined;
  readonly points: Whole;
  /** Whether it counts, and did not pass. */
  readonly isHeld: boolean;
}

/** A report with the points that a lab gives for it, and with how they came about. */
export function scoreLab(
  report: Report,
  { points, plan }: { readonly points: PointsForm; readonly plan: Plan },
): Report {
  const levelOf = levelsOf(report);
  const scored = report.checks.map((check): Scored => {
    const worth = plan.get(check.id);
    const isHeld = worth?.role === "counts" && isHeldAgainst(check, levelOf(check.suite));
    return { check, worth, isHeld, points: pointsFor(check, { worth, isHeld, points }) };
  });
  const sum = sumOf(scored);
  const givenBack = backFor(scored, report, points);
  const back = givenBack.reduce((total, { lost, charged }) => total + lost - charged, 0);
  const caps = capsOn(scored, points);
  const uncapped = sum.earned + back;
  const earned = Math.min(uncapped, ...caps.map(({ cap }) => toHundredths(cap)));
  const judged = scored.filter(({ worth }) => worth?.role !== "bonus" && worth?.waived === null);
  return {
    ...report,
    checks: scored.map(({ check, points }) => ({ ...check, points: toPoints(points) })),
    score: toPoints({ earned, possible: sum.possible }),
    verdict: verdictOf(judged.map(({ check }) => check), {
      level: report.level,
      levelOf,
      reached: report.targets.length > 0,
    }),
    grading: {
      rounding: points.rounding,
      sum: toPoints(sum),
      bonus: sumOf(scored.filter(({ worth }) => worth?.role === "bonus")).earned / HUNDREDTHS,
      mistakeCap: points["mistake-cap"] ?? null,
      givenBack: givenBack.map((one) => ({
        ...one,
        lost: one.lost / HUNDREDTHS,
        charged: one.charged / HUNDREDTHS,
      })),
      caps: caps.map((cap) => ({ ...cap, lowers: toHundredths(cap.cap) < uncapped })),
      waived: waivedIn(scored),
      suites: bySuite(scored),
    },
  };
}

interface Judged {
  readonly worth: Worth | undefined;
  readonly isHeld: boolean;
  readonly points: PointsForm;
}

function pointsFor(check: CheckReport, { worth, isHeld, points }: Judged): Whole {
  if (!worth || worth.role === "advice") return { earned: 0, possible: 0 };
  const { hundredths } = worth;
  const possible = worth.role === "bonus" ? 0 : hundredths;
  if (worth.waived !== null) return { earned: hundredths, possible };
  if (check.status === "pass") return { earned: hundredths, possible };
  if (check.status === "warn") return { earned: worth.role === "bonus" ? 0 : hundredths, possible };
  const earned = points.partial
    ? partOf(check, { hundredths, step: toHundredths(points.rounding) })
    : 0;
  return { earned, possible: isHeld ? possible : 0 };
}

/** The points for what a failed check saw done, rounded down. */
function partOf(
  { status, parts }: CheckReport,
  { hundredths, step }: { readonly hundredths: number; readonly step: number },
): number {
  if (status !== "fail" || parts === null) return 0;
  const done = Math.min(parts.done, parts.of);
  return Math.floor(hundredths * done / (parts.of * step)) * step;
}

function sumOf(scored: readonly Scored[]): Whole {
  return {
    earned: scored.reduce((sum, { points }) => sum + points.earned, 0),
    possible: scored.reduce((sum, { points }) => sum + points.possible, 0),
  };
}

/** What each certain mistake would cost, and what it does cost. A check is charged to one mistake only. */
function backFor(
  scored: readonly Scored[],
  { diagnoses }: Report,
  { "mistake-cap": cap }: PointsForm,
): Grading["givenBack"] {
  if (cap === undefined) return [];
  const taken = new Set<string>();
  const checks = scored.map(({ check }) => check);
  return diagnoses.filter(isCapped).flatMap(({ mistake, suite, explains }) => {
    const own = scored.filter(({ check }) =>
      check.suite === suite && !taken.has(check.id) && explains.includes(causeOf(check, checks))
    );
    own.forEach(({ check }) => taken.add(check.id));
    const lost = own.reduce((sum, { points }) => sum + lossOf(points), 0);
    const charged = Math.min(lost, toHundredths(cap));
    return lost > charged ? [{ mistake, suite, lost, charged }] : [];
  });
}

/** A limit is no slip: what lies beyond it costs what it costs. */
function isCapped({ confidence, kind }: Diagnosis): boolean {
  return confidence === "certain" && kind === "mistake";
}

function lossOf({ earned, possible }: Whole): number {
  return Math.max(0, possible - earned);
}

/** The check whose failure is behind another's outcome: itself, what it needed, or what ended the server. */
export function causeOf(check: CheckReport, checks: readonly CheckReport[]): string {
  const byId = new Map(checks.map((other) => [other.id, other]));
  let last = check;
  for (let steps = 0; steps < checks.length; steps++) {
    const next = byId.get(last.blockedBy ?? endedBy(last, checks) ?? "");
    if (!next || next === last) break;
    last = next;
  }
  return last.id;
}

function endedBy({ reason, message }: CheckReport, checks: readonly CheckReport[]): string | null {
  if (reason !== "server-gone") return null;
  return checks.find(({ id }) => message?.endsWith(id))?.id ?? null;
}

/** The caps of required checks that did not pass. */
function capsOn(
  scored: readonly Scored[],
  { required }: PointsForm,
): readonly Omit<Grading["caps"][0], "lowers">[] {
  return required.flatMap(({ check: glob, cap, reason }) => {
    const matches = matcher([glob]);
    const missed = scored.find(({ check, isHeld, worth }) =>
      isHeld && worth?.waived === null && matches(check.id)
    );
    if (!missed) return [];
    const { id, title } = missed.check;
    return [{ check: id, cap, reason: reason ?? `This is required: ${title}` }];
  });
}

function waivedIn(scored: readonly Scored[]): Grading["waived"] {
  return scored.flatMap(({ check, worth, points }) =>
    worth && worth.waived !== null
      ? [{ check: check.id, points: points.earned / HUNDREDTHS, reason: worth.waived }]
      : []
  );
}

function bySuite(scored: readonly Scored[]): Grading["suites"] {
  const suites = [...new Set(scored.map(({ check }) => check.suite))];
  return suites.map((suite) => ({
    suite,
    points: toPoints(sumOf(scored.filter(({ check }) => check.suite === suite))),
  }));
}

function toPoints({ earned, possible }: Whole): Points {
  return { earned: earned / HUNDREDTHS, possible: possible / HUNDREDTHS };
}
