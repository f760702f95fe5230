import { type Check, countsAt, groupOf, nameOf, suiteOf } from "../check.ts";
import { visibilityIn } from "../lab/student_view.ts";
import { HUNDREDTHS, type Worth } from "../lab/plan.ts";
import { type LabSuite, levelIn, suitesIn } from "../lab/schema.ts";
import { isLeftOutAsAdvice } from "../run/session.ts";
import { number, plural } from "../text/words.ts";
import { seconds } from "../wire/echo_schema.ts";
import type { OpenLab } from "./open_lab.ts";

/** What a lab grades: each check that counts and its points, and how long a run may take. */
export function planInWords(lab: OpenLab): string {
  const suites = suitesIn(lab.lab).map((suite) => suiteInWords(suite, lab));
  return [header(lab), ...suites, rules(lab), closing(lab), ""].join("\n");
}

function header({ lab: { title }, file, sha256 }: OpenLab): string {
  return `${title}\n${file}, SHA-256 ${sha256}\n`;
}

function suiteInWords(suite: LabSuite, open: OpenLab): string {
  const own = [...open.plan.values()].filter(({ check }) => suiteOf(check.id) === suite);
  const counting = own.filter(({ role }) => role === "counts");
  const extra = own.filter(({ role }) => role === "bonus");
  const advice = own.length - counting.length - extra.length;
  const level = levelIn(open.lab, suite);
  const count = `${counting.length} ${plural(counting.length, "check")}`;
  return [
    `${suite}, level ${level}: ${count}, ${points(sumOf(counting))}`,
    ...[...counting, ...extra].map((worth) => row(worth, open)),
    ...(advice > 0 ? [`  ${advice} more as advice, without points`] : []),
    "",
  ].join("\n");
}

function row(worth: Worth, { lab, suites }: OpenLab): string {
  const { check, role, hundredths, waived } = worth;
  const seen = lab.students ? visibilityIn(lab.students)(check.id) : "visible";
  const whole = suites.flatMap(({ checks }) => checks).find(({ id }) => id === check.id);
  const notes = [
    ...(role === "bonus" ? ["bonus"] : []),
    ...(whole && isNeverRun(whole, lab) ? ["not run at this level"] : []),
    ...(waived === null ? [] : [`waived: ${waived}`]),
    ...(seen === "visible" ? [] : [seen]),
  ];
  const name = `${groupOf(check.id)}/${nameOf(check.id)}`;
  const note = notes.length > 0 ? `   (${notes.join("; ")})` : "";
  const worthText = number(hundredths / HUNDREDTHS).padStart(6);
  return `  ${worthText}  ${name.padEnd(40)} ${check.title}${note}`;
}

/** Whether a check lies above the level and is one that isn't tried as advice. */
function isNeverRun(check: Check, lab: OpenLab["lab"]): boolean {
  const level = levelIn(lab, suiteOf(check.id) as LabSuite);
  return !countsAt(check.level, level) && isLeftOutAsAdvice(check);
}

function rules({ lab, plan }: OpenLab): string {
  const { required = [], rounding, "mistake-cap": cap } = lab.points ?? {};
  const all = [...plan.values()];
  const bonus = sumOf(all.filter(({ role }) => role === "bonus"));
  return [
    `In all ${points(sumOf(all.filter(({ role }) => role === "counts")))}` +
    (bonus > 0 ? `, and ${points(bonus)} beyond as bonus` : ""),
    ...(rounding === undefined
      ? []
      : [`Shares are rounded to ${rounding} points; the sum is exact`]),
    ...(cap === undefined ? [] : [`One certain mistake costs at most ${points(cap * HUNDREDTHS)}`]),
    ...required.map(({ check, cap }) =>
      `Without ${check} the score is at most ${points(cap * HUNDREDTHS)}`
    ),
    ...(lab.checks
      ? [`Frozen: ${lab.checks.length} checks count, whatever a later grader has`]
      : []),
  ].join("\n");
}

function closing({ lab, suites }: OpenLab): string {
  const waits = suites.flatMap(({ checks }) => checks).reduce(
    (sum, one) => sum + (one.waitsMs ?? 0),
    0,
  );
  const most = suites.length * lab["budget-seconds"];
  return `A run takes a few seconds with a server that answers (${
    seconds(waits)
  } of it are waits that ` +
    `the checks need), and at most ${most} s`;
}

function sumOf(worths: readonly Worth[]): number {
  return worths.reduce((sum, { hundredths }) => sum + hundredths, 0);
}

function points(hundredths: number): string {
  const count = hundredths / HUNDREDTHS;
  return `${number(count)} ${plural(count, "point")}`;
}
