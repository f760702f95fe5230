import type { Check } from "../check.ts";
import { quoted } from "../layout/form.ts";
import { matcher } from "../run/select.ts";
import { inOrder, type Path, type Problem, type Source } from "../yaml/read_yaml.ts";
import { planOf, toHundredths } from "./plan.ts";
import type { Lab } from "./schema.ts";

/** What a lab says of points, and what it leaves out, that can't be carried out. */
export function planProblems(
  lab: Lab,
  { checks, source }: { readonly checks: readonly Check[]; readonly source: Source },
): readonly Problem[] {
  const found = [...unshareable(lab, checks), ...counted(lab, checks), ...capless(lab, checks)];
  return inOrder(found.map(([path, message]) => source.problem(path, message)));
}

type Found = readonly (readonly [path: Path, message: string])[];

/** Totals among which a check would be counted twice, that nothing shares, or that can't be rounded. */
function unshareable(lab: Lab, checks: readonly Check[]): Found {
  const { total = {}, rounding = 0.01 } = lab.points ?? {};
  const roles = planOf(lab, checks);
  const seen = new Map<string, string>();
  return Object.entries(total).flatMap(([glob, points]): Found => {
    const path = ["points", "total", glob];
    const ids = checks.map(({ id }) => id).filter(matcher([glob]));
    const other = ids.map((id) => seen.get(id)).find((found) => found !== undefined);
    ids.forEach((id) => seen.set(id, glob));
    if (other !== undefined) {
      return [[path, `Its checks are shared out in ${quoted(other)} already; write points.each`]];
    }
    const sharing = ids.filter((id) => roles.get(id)?.role === "counts");
    if (sharing.length === 0) {
      return [[path, "No check of it counts at this level; raise the level, or leave it out"]];
    }
    if (points > 0 && sharing.every((id) => worthless(lab, id, checks))) {
      return [[path, "All its checks weigh 0 in points.each; give one of them more"]];
    }
    if (toHundredths(points) % toHundredths(rounding) === 0) return [];
    return [[path, `${points} points can't be shared out in steps of ${rounding}; change either`]];
  });
}

function worthless(lab: Lab, id: string, checks: readonly Check[]): boolean {
  const points = { ...lab.points!, total: {} };
  return planOf({ ...lab, points }, checks).get(id)?.hundredths === 0;
}

/** A check that is left out or waived and that everything else rests on, or that is bonus and waived. */
function counted(lab: Lab, checks: readonly Check[]): Found {
  const firsts = Object.keys(lab.suites).map((suite) => `${suite}/reach/answers`);
  const left = new Set(checks.map(({ id }) => id));
  const missing = firsts.filter((id) => !left.has(id));
  const skipped = lab.skip.flatMap((glob, i): Found => {
    const id = missing.find(matcher([glob]));
    return id === undefined
      ? []
      : [[["skip", i], `Every other check needs ${id}: it can't be left out; waive its points`]];
  });
  const unfrozen = (lab.checks ? missing : []).filter((id) =>
    !lab.skip.some((glob) => matcher([glob])(id))
  );
  return [
    ...skipped,
    ...unfrozen.map((id) =>
      [["checks"], `Every other check needs ${id}; add it to the list`] as const
    ),
  ];
}

/** A required check that can't fail, since it doesn't count. */
function capless(lab: Lab, checks: readonly Check[]): Found {
  const plan = planOf(lab, checks);
  return (lab.points?.required ?? []).flatMap(({ check }, i): Found => {
    const ids = checks.map(({ id }) => id).filter(matcher([check]));
    if (ids.length === 0 || ids.some((id) => plan.get(id)?.role === "counts")) return [];
    const message = `${quoted(check)} doesn't count at this level: it can't be required`;
    return [[["points", "required", i, "check"], message]];
  });
}
