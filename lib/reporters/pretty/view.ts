import { type Check, countsAt } from "../../check.ts";
import type { CheckReport, Diagnosis, Report } from "../../report.ts";
import { levelsOf } from "../../run/score.ts";
import type { Paint } from "../../text/paint.ts";
import type { RenderOptions } from "../mod.ts";

/** All that the parts of the report see. Every string in `report` is safe for a terminal. */
export interface View {
  readonly report: Report;
  readonly options: RenderOptions;
  readonly paint: Paint;
  /** How wide a line may be; commands and drawings that can't be wrapped may be wider. */
  readonly columns: number;
}

/** What one suite of a report brings. */
export interface SuiteView extends View {
  readonly suite: string;
  readonly checks: readonly CheckReport[];
  readonly diagnoses: readonly Diagnosis[];
}

/** The widest and the narrowest line that text is laid out for. */
const WIDEST = 100;
const NARROWEST = 20;
const USUAL = 80;

/** The width to lay text out for: a terminal without a width is taken to have 80 columns. */
export function usableColumns(columns: number | undefined): number {
  if (columns === undefined || !(columns > 0)) return USUAL;
  return Math.max(NARROWEST, Math.min(WIDEST, Math.floor(columns)));
}

/** The part of a view that concerns one suite. */
export function suiteView(view: View, suite: string): SuiteView {
  return {
    ...view,
    suite,
    checks: view.report.checks.filter((check) => check.suite === suite),
    diagnoses: view.report.diagnoses.filter((diagnosis) => diagnosis.suite === suite),
  };
}

/** The suites of a report, in its order. */
export function suitesOf({ targets, checks }: Report): readonly string[] {
  return [...new Set([...targets, ...checks].map(({ suite }) => suite))];
}

/** Whether a check is part of what the server is measured by. */
export function isCounted(check: CheckReport, { report }: View): boolean {
  const { suite, level, status, reason } = check;
  if (!countsAt(level, levelsOf(report)(suite)) || status === "error") return false;
  return status !== "skip" || reason === "needs" || reason === "server-gone";
}

/** Whether the server does what a check asks. */
export function isPassed({ status }: CheckReport): boolean {
  return status === "pass" || status === "warn";
}

/** The checks that failed. */
export function failed(checks: readonly CheckReport[]): readonly CheckReport[] {
  return checks.filter(({ status }) => status === "fail");
}

/** The failed checks that no diagnosis explains. */
export function unexplained({ checks, diagnoses }: SuiteView): readonly CheckReport[] {
  const explained = new Set(diagnoses.flatMap(({ explains }) => explains));
  return failed(checks).filter(({ id }) => !explained.has(id));
}

/** The check whose failure is the reason why this one was not tried. */
export function rootOf(check: CheckReport, checks: readonly CheckReport[]): string | null {
  const byId = new Map(checks.map((other) => [other.id, other]));
  let id = check.blockedBy;
  for (let steps = 0; id !== null && steps < checks.length; steps++) {
    const next: string | null = byId.get(id)?.blockedBy ?? null;
    if (next === null) return id;
    id = next;
  }
  return id;
}

/** The words of a check's failure, of which some have several lines. */
export function messageLines({ message }: CheckReport): readonly string[] {
  return (message ?? "").split("\n").filter((line) => line.trim() !== "");
}

/** The definition of a check, where this program still has it. */
export function definitionOf({ id }: CheckReport, { options }: View): Check | undefined {
  return options.checks.get(id);
}
