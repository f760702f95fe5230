import { type Check, groupOf, nameOf } from "../check.ts";
import type { CheckReport } from "../report.ts";
import type { Verdict } from "./over_sockets.ts";

/** How a status stands in a column of one character. */
const MARKS: Readonly<Record<CheckReport["status"], string>> = {
  pass: ".",
  warn: "w",
  fail: "F",
  skip: " ",
  error: "E",
};
const NAME_WIDTH = 40;
const RULE = 10;

/** The table mistake by check of one suite: a line a server, a column a check, and what was said of it. */
export function tableOf(
  checks: readonly Check[],
  verdicts: readonly Verdict[],
): readonly string[] {
  return [
    ...legend(checks),
    "",
    " ".repeat(NAME_WIDTH) + ruler(checks.length),
    ...verdicts.map((verdict) => line(checks, verdict)),
    "",
  ];
}

function line(checks: readonly Check[], { subject, report, outcome, names }: Verdict): string {
  const statuses = new Map(report.checks.map(({ id, status }) => [id, status]));
  const marks = checks.map(({ id }) => MARKS[statuses.get(id) ?? "skip"]).join("");
  const said = outcome === "named" ? "" : `  ${outcome}: ${names.join(", ") || "nothing"}`;
  return `${subject.name.padEnd(NAME_WIDTH)}${marks}${said}`;
}

/** A digit at each tenth column. */
function ruler(columns: number): string {
  return Array.from(
    { length: columns },
    (_, at) => at % RULE === 0 ? String(at / RULE % RULE) : "·",
  )
    .join("");
}

/** Which check stands in which column, a line a group. */
function legend(checks: readonly Check[]): readonly string[] {
  const groups = Map.groupBy(
    checks.map((check, at) => ({ check, at })),
    ({ check }) => groupOf(check.id),
  );
  return [...groups].map(([group, members]) => {
    const from = members[0]!.at;
    const names = members.map(({ check }) => nameOf(check.id));
    return `${String(from).padStart(3)}  ${group}: ${names.join(", ")}`;
  });
}
