import { type Check, countsAt, type Suite } from "../check.ts";
import { matcher } from "../run/select.ts";
import { exchangeChecks } from "./exchange_checks.ts";
import { lookup } from "./plan.ts";
import { type Lab, type LabSuite, levelIn } from "./schema.ts";

/** The words that stand beside a group of an instructor's own checks. */
const OWN_GROUP = "the assignment's own exchanges";

/**
 * A suite as a lab has it: with the instructor's own checks, without what the lab leaves out; where the
 * lab is frozen, nothing counts but what counted then.
 */
export function labSuite(suite: Suite, lab: Lab): Suite {
  const own = exchangeChecks(lab, suite);
  const isSkipped = lab.skip.length > 0 ? matcher(lab.skip) : () => false;
  const all = [...suite.checks, ...own].filter(({ id }) => !isSkipped(id));
  const checks = lab.checks ? frozen(all, lab, suite.name as LabSuite) : all;
  const ids = new Set(checks.map(({ id }) => id));
  const ownGroups = own.map(({ id }) => [id.split("/")[1]!, OWN_GROUP]);
  return {
    ...suite,
    groups: { ...Object.fromEntries(ownGroups), ...suite.groups },
    checks: checks.map((check) => withKnownNames(check, ids)),
    opening: suite.opening.filter((id) => ids.has(id)),
  };
}

/**
 * What was frozen counts, also where a later grader has it at a higher level; what is new at this level
 * is left out; what lies above it stays advice.
 */
function frozen(all: readonly Check[], lab: Lab, name: LabSuite): readonly Check[] {
  const level = levelIn(lab, name);
  const ids = new Set(lab.checks);
  const bonus = lookup(lab.points?.bonus ?? {});
  return all.flatMap((check): readonly Check[] => {
    const counts = countsAt(check.level, level);
    const isKept = counts || bonus(check.id) !== undefined; // a bonus may lie above the level
    if (ids.has(check.id)) return [isKept ? check : { ...check, level }];
    return counts ? [] : [check];
  });
}

/** A check that names no other check but those that there are. */
function withKnownNames(check: Check, ids: ReadonlySet<string>): Check {
  const known = (names: readonly string[] = []) => names.filter((id) => ids.has(id));
  return { ...check, needs: known(check.needs), after: known(check.after) };
}
