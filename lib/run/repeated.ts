import type { CheckReport, Report } from "../report.ts";

/** Several runs as one report: the first, with how often each check passed and failed in all of them. */
export function repeated(reports: readonly Report[]): Report {
  const [first, ...others] = reports;
  if (!first) throw new RangeError("Expected one report or more, got none");
  return {
    ...first,
    complete: [first, ...others].every(({ complete }) => complete),
    durationMs: reports.reduce((sum, { durationMs }) => sum + durationMs, 0),
    repeats: first.checks.map(({ id }) => {
      const seen = reports.flatMap(({ checks }) => checks.filter((check) => check.id === id));
      const passed = seen.filter(isPassed).length;
      const failed = seen.filter((check) => hasRun(check) && !isPassed(check)).length;
      return { check: id, runs: seen.length, passed, failed };
    }),
  };
}

/** A warning is as good as a pass where it has points, and advice that doesn't hold where it has none. */
function isPassed({ status, points }: CheckReport): boolean {
  return status === "pass" || (status === "warn" && points.possible > 0);
}

function hasRun({ status }: CheckReport): boolean {
  return status !== "skip" && status !== "error";
}
