import { countsAt, LEVELS, nameOf } from "../../check.ts";
import type { CheckReport } from "../../report.ts";
import { levelsOf } from "../../run/score.ts";
import { BLANK, type Block, prose } from "../../text/blocks.ts";
import { listed, plural } from "../../text/words.ts";
import { suitesOf, suiteView, type View } from "./view.ts";

/** How many checks that were not tried are named. */
const NAMED = 2;

/** The last lines: what lies beyond the level, and whether the server is still there. */
export function closing(view: View): readonly Block[] {
  return [...beyond(view), ...serverGone(view)];
}

function beyond({ report, options }: View): readonly Block[] {
  const levelOf = levelsOf(report);
  const above = report.checks.filter(({ suite, level }) => !countsAt(level, levelOf(suite)));
  const tried = above.filter(({ status }) => status === "pass" || status === "warn");
  const left = above.filter(({ reason }) => reason === "level");
  const level = LEVELS.find((name) => above.some((check) => check.level === name));
  if (!level) return [];
  const isLab = report.lab !== null; // its level is the lab file's
  const next = `--level ${level}`;
  const untried = left.length > NAMED ? "" : ` (${left.map(({ id }) => nameOf(id)).join(", ")})`;
  if (tried.length === 0) {
    if (left.length === 0) return [];
    const count = `${left.length} ${plural(left.length, "check")}`;
    return [prose(`Not tried: ${count} beyond this level${untried}${isLab ? "" : `: ${next}`}`)];
  }
  const untold = `${tried.length} more ${plural(tried.length, "check")}`;
  const hold = tried.filter(({ status }) => status === "pass");
  const rest = left.length > 0 ? `, ${left.length} not tried` : "";
  const holding = hold.length > 0 ? `${hold.length} of ${tried.length} hold already` : untold;
  const words = `${holding}${rest}${isLab ? "" : ` (${next})`}`;
  const not = tried.filter((check) => !hold.includes(check)).map(({ id }) => nameOf(id));
  return [
    prose(`Beyond this level, no points: ${words}`),
    ...(options.verbose && not.length > 0 ? [prose(`Not yet: ${listed(not, 40)}`)] : []),
  ];
}

function serverGone(view: View): readonly Block[] {
  const ended = suitesOf(view.report).flatMap((suite) => {
    const words = goneInWords(suiteView(view, suite).checks);
    return words ? [words] : [];
  });
  if (ended.length === 0 || view.options.launch) return [];
  const again = prose("Start it again before the next run.");
  return [BLANK, ...ended.map((words) => prose(words)), again];
}

/** Which check the server has ended in, if it has. */
function goneInWords(checks: readonly CheckReport[]): string | null {
  const untried = checks.find(({ reason }) => reason === "server-gone");
  const last = untried
    ? checks.find(({ id }) => untried.message?.includes(id))
    : checks.find(({ group, message }) => group === "survival" && STOPPED.test(message ?? ""));
  if (!untried && !last) return null;
  if (last?.group === "survival") {
    return "Your server has ended: the last check did that on purpose.";
  }
  const during = last ? ` during ${last.group}/${nameOf(last.id)}` : "";
  return `Your server has ended${during}.`;
}

/** How a check says that the server did not survive it. */
const STOPPED = /^The server stopped answering/;
