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

/** The highest level that counts for each suite of a report. */
export function levelsOf(
  { targets, level }: Pick<Report, "targets" | "level">,
): (suite: string) => Level {
  const levels = new Map(targets.map((target) => [target.suite, target.level]));
  return (suite) => levels.get(suite) ?? level;
}

/** The verdict of a run in which `checks` ran; `reached` says whether any server was there at all. */
export function verdictOf(
  checks: readonly (Scored & Partial<Pick<CheckReport, "suite">>)[],
  { level, levelOf = () => level, reached }: VerdictOptions,
): Report["verdict"] {
  const highest = ({ suite = "" }: Partial<Pick<CheckReport, "suite">>) => levelOf(suite);
  if (checks.some((one) => one.status === "error" && countsAt(one.level, highest(one)))) {
    return "error";
  }
  if (!reached || checks.some((one) => isHeldAgainst(one, highest(one)))) return "fail";
  return "pass";
}

/** What a verdict depends on beside the checks. */
export interface VerdictOptions {
  /** The highest level that counts. */
  readonly level: Level;
  /** The same for each suite, where they differ. */
  readonly levelOf?: (suite: string) => Level;
  /** Whether any server was there at all. */
  readonly reached: boolean;
}
