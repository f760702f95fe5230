import { type Check, countsAt, suiteOf } from "../check.ts";
import { LEVEL_POINTS } from "../run/score.ts";
import { matcher } from "../run/select.ts";
import type { PointsForm } from "./points_form.ts";
import { type Lab, type LabSuite, levelIn } from "./schema.ts";

/** All points are counted in hundredths, which are whole numbers: so every sum is exact. */
export const HUNDREDTHS = 100;

/** What one check of a lab is worth. */
export interface Worth {
  readonly check: Pick<Check, "id" | "level" | "title">;
  /** In hundredths of a point; 0 for what lies above the level. */
  readonly hundredths: number;
  /** `counts` within the total, `bonus` beyond it, `advice` for what lies above the level. */
  readonly role: "counts" | "bonus" | "advice";
  /** Why everybody gets its points; `null` where that isn't so. */
  readonly waived: string | null;
}

/** What the checks of a lab are worth, by id, in the order of the report. */
export type Plan = ReadonlyMap<string, Worth>;

/** What each check of the lab's suites is worth, known before anything is graded. */
export function planOf(lab: Lab, checks: readonly Pick<Check, "id" | "level" | "title">[]): Plan {
  const points = lab.points;
  const bonus = lookup(points?.bonus ?? {});
  const waived = lookup(points?.waive ?? {});
  const each = lookup(points?.each ?? {});
  const worths = checks.map((check): Worth => {
    const { id, level } = check;
    const extra = bonus(id);
    const counts = countsAt(level, levelIn(lab, suiteOf(id) as LabSuite));
    const own = toHundredths(each(id) ?? LEVEL_POINTS[level]);
    return {
      check,
      role: extra !== undefined ? "bonus" : counts ? "counts" : "advice",
      hundredths: extra !== undefined ? toHundredths(extra) : counts ? own : 0,
      waived: waived(id) ?? null,
    };
  });
  const shared = Object.entries(points?.total ?? {}).reduce<readonly Worth[]>(
    (all, total) => sharedOut(all, total, points!),
    worths,
  );
  return new Map(shared.map((worth) => [worth.check.id, worth]));
}

/** Points as hundredths. */
export function toHundredths(points: number): number {
  return Math.round(points * HUNDREDTHS);
}

/** The ids of the checks that count, at which level whatsoever: what `--freeze` writes down. */
export function countingIds(plan: Plan): readonly string[] {
  return [...plan.values()].filter(({ role }) => role !== "advice").map(({ check }) => check.id);
}

/** What the last line of a table that matches an id says of it. */
export function lookup<T>(table: Readonly<Record<string, T>>): (id: string) => T | undefined {
  const rows = Object.entries(table).map(([glob, value]) => [matcher([glob]), value] as const);
  return (id) => rows.findLast(([matches]) => matches(id))?.[1];
}

/** Shares a total out among the checks that count, by weight; what can't be shared evenly goes to the largest rests. */
function sharedOut(
  worths: readonly Worth[],
  [glob, total]: readonly [string, number],
  { rounding }: Pick<PointsForm, "rounding">,
): readonly Worth[] {
  const matches = matcher([glob]);
  const isShared = ({ role, check }: Worth) => role === "counts" && matches(check.id);
  const weights = worths.map((worth) => isShared(worth) ? worth.hundredths : 0);
  const shares = share(toHundredths(total), { weights, step: toHundredths(rounding) });
  return worths.map((worth, i) => isShared(worth) ? { ...worth, hundredths: shares[i]! } : worth);
}

/** Whole shares that sum up to `total`, each a multiple of `step` and as near to its weight's part as can be. */
export function share(
  total: number,
  { weights, step }: { readonly weights: readonly number[]; readonly step: number },
): readonly number[] {
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  if (all === 0) return weights.map(() => 0);
  const steps = total / step; // whole, as the lab file was checked for it
  const exact = weights.map((weight) => steps * weight);
  const shares = exact.map((part) => Math.floor(part / all));
  const rests = exact.map((part, i) => part - shares[i]! * all);
  const left = steps - shares.reduce((sum, part) => sum + part, 0);
  const largest = rests.map((_, i) => i).sort((a, b) => rests[b]! - rests[a]! || a - b);
  for (const i of largest.slice(0, left)) shares[i]!++;
  return shares.map((part) => part * step);
}
