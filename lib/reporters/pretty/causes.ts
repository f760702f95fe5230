import type { CheckReport, Diagnosis } from "../../report.ts";
import { nameOf } from "../../check.ts";
import { BLANK, type Block, drawn, prose, verbatim } from "../../text/blocks.ts";
import { listed, number, plural } from "../../text/words.ts";
import { titleLine } from "./title_line.ts";
import { LABELLED, linesToPaste } from "./labels.ts";
import { failed, rootOf, type SuiteView, unexplained } from "./view.ts";

const INDENT = 4;

/** The mistakes that explain failed checks, then the limits of what the server sets out to do. */
export function causes(view: SuiteView): readonly Block[] {
  const mistakes = view.diagnoses.filter(({ kind }) => kind === "mistake");
  const limits = view.diagnoses.filter(({ kind }) => kind === "limit");
  return [
    ...section(mistakes, mistakesHeading(mistakes, view), view),
    ...section(limits, limitsHeading(limits, view), view),
  ];
}

function section(
  diagnoses: readonly Diagnosis[],
  heading: string,
  view: SuiteView,
): readonly Block[] {
  if (diagnoses.length === 0) return [];
  return [
    prose(view.paint.strong(heading)),
    BLANK,
    ...diagnoses.flatMap((diagnosis, i) => {
      const count = diagnoses.length > 1 ? `${i + 1}  ` : "";
      return cause(diagnosis, `  ${count}${diagnosis.title}`, view);
    }),
  ];
}

function mistakesHeading(mistakes: readonly Diagnosis[], view: SuiteView): string {
  const count = mistakes.length;
  const ids = explainedBy(mistakes);
  const explained = failed(view.checks).filter(({ id }) => ids.has(id)).length;
  const what = `${count} ${count === 1 ? "MISTAKE" : "MISTAKES"}`;
  if (explained === 0) return `${what}, seen beyond this level only: no points are lost`;
  const lost = pointsLost(ids, view.checks);
  const which = failuresInWords(explained, view);
  return `${what} ${count === 1 ? "explains" : "explain"} ${which} (${lost})`;
}

function failuresInWords(explained: number, view: SuiteView): string {
  const all = failed(view.checks).length;
  const isAll = explained === all;
  if (isAll && all === 1) return "the failed check";
  if (isAll && all === 2) return "both failed checks";
  if (isAll) return `all ${all} failed checks`;
  if (unexplained(view).length > 0) return `${explained} of ${all} failed checks`;
  return `${explained} failed ${plural(explained, "check")}`;
}

function limitsHeading(limits: readonly Diagnosis[], { checks }: SuiteView): string {
  const lost = pointsLost(explainedBy(limits), checks);
  const what = `${limits.length} ${limits.length === 1 ? "LIMIT" : "LIMITS"}`;
  return `${what}, right for a first server, but not at this level (${lost})`;
}

function explainedBy(diagnoses: readonly Diagnosis[]): ReadonlySet<string> {
  return new Set(diagnoses.flatMap(({ explains }) => explains));
}

/** The points of checks and of all that could not be tried without them. */
function pointsLost(ids: ReadonlySet<string>, checks: readonly CheckReport[]): string {
  const lost = checks.filter((check) => ids.has(check.id) || ids.has(rootOf(check, checks) ?? ""));
  const points = lost.reduce((sum, { points }) => sum + points.possible - points.earned, 0);
  return `${number(points)} ${plural(points, "point")}`;
}

function cause(diagnosis: Diagnosis, title: string, view: SuiteView): readonly Block[] {
  const { explanation, fix, explains, kind, confidence } = diagnosis;
  return [
    ...titleLine(title, kind === "limit" ? "" : confidence, view),
    BLANK,
    ...paragraph(explanation, "Why"),
    ...whatToDo(fix, kind === "limit" ? "To go on" : "To fix"),
    prose(listed(explains.map(nameOf), 4), { indent: INDENT, label: "Explains" }),
    BLANK,
  ];
}

/** One line is a paragraph with a label; several are kept as they are, with the labels that they bring. */
function paragraph(text: string, label: string): readonly Block[] {
  const lines = text.split("\n").map((line) => line.trimEnd());
  if (lines.length === 1) return [prose(text, { indent: INDENT, label })];
  return drawnLines(lines);
}

/** The same, but for a sentence that comes first: it gets the label. */
function whatToDo(fix: string, label: string): readonly Block[] {
  const [first, ...rest] = fix.split("\n").map((line) => line.trimEnd());
  if (rest.length === 0 || !first || LABELLED.test(first)) return paragraph(fix, label);
  return [prose(first, { indent: INDENT, label }), ...drawnLines(rest)];
}

function drawnLines(lines: readonly string[]): readonly Block[] {
  const isKept = linesToPaste(lines);
  return lines.map((line, i) =>
    isKept[i] ? verbatim(" ".repeat(INDENT) + line) : drawn(line, INDENT)
  );
}
