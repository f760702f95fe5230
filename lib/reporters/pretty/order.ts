import { type Check, needsOf } from "../../check.ts";
import type { CheckReport } from "../../report.ts";

/** Checks with those first that need the fewest others; the order of the report decides between equals. */
export function simplestFirst(
  failures: readonly CheckReport[],
  checks: ReadonlyMap<string, Check>,
): readonly CheckReport[] {
  const depths = new Map<string, number>();
  const depthOf = (id: string): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    depths.set(id, 0); // so that needs in a circle end
    const check = checks.get(id);
    const below = check ? needsOf(check).map(depthOf) : [];
    const depth = 1 + Math.max(-1, ...below);
    depths.set(id, depth);
    return depth;
  };
  return failures.toSorted((a, b) => depthOf(a.id) - depthOf(b.id));
}
