import { countsAt, type Level } from "../check.ts";
import type { CheckReport, Points, Report } from "../report.ts";

/** What a check is worth where no lab file says otherwise. */
export const LEVEL_POINTS: Readonly<Record<Level, number>> = { core: 3, standard: 2, strict: 1 };

/** The parts of a check's report that its points and the verdict depend on. */
export type Scored = Pick<CheckReport, "status" | "reason" | "level">;

/** Whether a check counts at a level and its outcome says something about the server. */
export function isHeldAgainst({ status, reason, level }: Scored, highest: Level): boolean {
  if (!countsAt(level, highest)) return false;
  return status === "fail" ||
    (status === "skip" && (reason === "needs" || reason === "server-gone"));
}

/** The points of one check. */
export function pointsOf(check: Scored, highest: Level): Points {
  const worth = countsAt(check.level, highest) ? LEVEL_POINTS[check.level] : 0;
  if (check.status === "pass" || check.status === "warn") return { earned: worth, possible: worth };
  return { earned: 0, possible: isHeldAgainst(check, highest) ? worth : 0 };
}

/** The sum of all points. */
export function totalOf(checks: readonly Pick<CheckReport, "points">[]): Points {
  return {
    earned: checks.reduce((sum, { points }) => sum + points.earned, 0),
    possible: checks.reduce((sum, { points }) => sum + points.possible, 0),
  };
}

/** The verdict of a run in which `checks` ran; `reached` says whether any server was there at all. */
export function verdictOf(
  checks: readonly Scored[],
  { level, reached }: { readonly level: Level; readonly reached: boolean },
): Report["verdict"] {
  if (checks.some((check) => check.status === "error" && countsAt(check.level, level))) {
    return "error";
  }
  if (!reached || checks.some((check) => isHeldAgainst(check, level))) return "fail";
  return "pass";
}
