import { groupOf, nameOf } from "../../check.ts";
import type { CheckReport } from "../../report.ts";
import { BLANK, type Block, padTo, prose } from "../../text/blocks.ts";
import type { Paint } from "../../text/paint.ts";
import { listed, plural } from "../../text/words.ts";
import { isCounted, isPassed, rootOf, type SuiteView } from "./view.ts";

/** One line of the table: the checks of a group that count, or several groups of which none was tried. */
interface Line {
  readonly status: keyof typeof PAINTS;
  readonly name: string;
  readonly passed: number;
  readonly counted: number;
  readonly words: string;
  /** What none of its checks could be tried without; else `null`. */
  readonly waitsFor: string | null;
}

const PAINTS = {
  ok: "good",
  FAIL: "bad",
  warn: "warn",
  "--": "dim",
  ERR: "warn",
} as const satisfies Record<string, keyof Paint>;

/** A line a group: how it stands, how many of its checks passed, and a few words. */
export function groups(view: SuiteView): readonly Block[] {
  const names = [...new Set(view.checks.map(({ group }) => group))];
  const all = names.flatMap((name) => {
    const checks = view.checks.filter(({ group }) => group === name);
    const line = lineOf(name, checks, view);
    return line ? [line] : [];
  });
  const lines = joinUntried(all);
  if (lines.length === 0) return [];
  const nameWidth = Math.max(12, ...lines.map(({ name }) => name.length));
  const counts = lines.map(({ passed, counted }) =>
    counted === 0 ? "" : `${String(passed).padStart(3)} of ${counted}`
  );
  const countWidth = Math.max(...counts.map((count) => count.length));
  return [
    ...lines.map(({ status, name, words }, i) => {
      const start = `  ${view.paint[PAINTS[status]](padTo(status, 4))}  ${padTo(name, nameWidth)} `;
      return prose(words, {
        label: start + padTo(counts[i] ?? "", countWidth) + "   ",
        labelWidth: 0,
      });
    }),
    BLANK,
  ];
}

function lineOf(name: string, checks: readonly CheckReport[], view: SuiteView): Line | null {
  const counted = checks.filter((check) => isCounted(check, view));
  const notes = checks.filter(({ status, reason }) =>
    status === "error" || reason === "budget" || reason === "not-applicable"
  );
  if (counted.length === 0 && notes.length === 0) return null;
  const passed = counted.filter(isPassed);
  const words = [...failedInWords(counted), ...untriedInWords(checks, view)].join("; ");
  const status = statusOf([...counted, ...notes]);
  return {
    status,
    name,
    passed: passed.length,
    counted: counted.length,
    words: words || describe(name, view),
    waitsFor: status === "--" && passed.length === 0 ? onlyRoot(counted, view) : null,
  };
}

function statusOf(checks: readonly CheckReport[]): Line["status"] {
  const has = (status: CheckReport["status"]) => checks.some((check) => check.status === status);
  if (has("fail")) return "FAIL";
  if (has("error")) return "ERR";
  const isHeldUp = checks.some(({ reason }) => reason !== null && reason !== "not-applicable");
  if (isHeldUp || !checks.some(isPassed)) return "--";
  return has("warn") ? "warn" : "ok";
}

function failedInWords(checks: readonly CheckReport[]): readonly string[] {
  const names = (status: CheckReport["status"]) =>
    checks.filter((check) => check.status === status).map(({ id }) => nameOf(id));
  const [fails, warns] = [names("fail"), names("warn")];
  if (fails.length > 0) return [listed(fails)];
  return warns.length > 0 ? [`with a remark: ${listed(warns)}`] : [];
}

/** What could not be tried: a number for each reason. */
function untriedInWords(checks: readonly CheckReport[], view: SuiteView): readonly string[] {
  const count = (reason: CheckReport["reason"]) =>
    checks.filter((check) => check.reason === reason).length;
  const waiting = checks.filter((check) => check.reason === "needs" && isCounted(check, view));
  const errors = checks.filter(({ status }) => status === "error").length;
  const [gone, budget, idle] = [count("server-gone"), count("budget"), count("not-applicable")];
  return [
    ...(waiting.length > 0 ? [`${waiting.length} not tried, ${needInWords(waiting, view)}`] : []),
    ...(gone > 0 ? [`${gone} not tried, the server had ended`] : []),
    ...(budget > 0 ? [`${budget} not tried, the run was over`] : []),
    ...(idle > 0 ? [`${idle} ${idle === 1 ? "doesn't" : "don't"} apply here`] : []),
    ...(errors > 0 ? [`${errors} not judged`] : []),
  ];
}

function needInWords(waiting: readonly CheckReport[], view: SuiteView): string {
  const verb = waiting.length === 1 ? "it needs" : "they need";
  const root = onlyRoot(waiting, view);
  if (root === null) return `${verb} checks that failed`;
  if (groupOf(root) !== waiting[0]?.group) return `${verb} ${groupOf(root)}/${nameOf(root)}`;
  const failedHere = view.checks.filter(({ group, status }) =>
    group === groupOf(root) && status === "fail"
  );
  const isPlain = waiting.length > 1 && failedHere.length === 1;
  return isPlain ? `${verb} it` : `${verb} ${nameOf(root)}`;
}

/** The one check that all of these could not be tried without. */
function onlyRoot(checks: readonly CheckReport[], { checks: all }: SuiteView): string | null {
  const roots = new Set(checks.map((check) => rootOf(check, all)));
  return roots.size === 1 ? [...roots][0] ?? null : null;
}

/** Two groups and more that wait for the same check are one line. */
function joinUntried(lines: readonly Line[]): readonly Line[] {
  const waiting = lines.filter(({ waitsFor }) => waitsFor !== null);
  const [first] = waiting;
  if (!first || waiting.length < 2) return lines;
  if (waiting.some(({ waitsFor }) => waitsFor !== first.waitsFor)) return lines;
  const root = first.waitsFor ?? "";
  const joined: Line = {
    ...first,
    name: `${waiting.length} ${plural(waiting.length, "group")}`,
    counted: waiting.reduce((sum, { counted }) => sum + counted, 0),
    words: `not tried, they need ${groupOf(root)}/${nameOf(root)}`,
  };
  return [...lines.filter((line) => !waiting.includes(line)), joined];
}

function describe(group: string, { suite, options }: SuiteView): string {
  return options.groups?.get(`${suite}/${group}`) ?? "";
}
