import type { CheckReport, Diagnosis } from "../../report.ts";
import { plural } from "../../text/words.ts";
import { LABELLED, TO_WRITE } from "./labels.ts";
import { simplestFirst } from "./order.ts";
import { definitionOf, rootOf, suitesOf, suiteView, unexplained, type View } from "./view.ts";

/** What to do next, and the check to look at where no known mistake explains it. */
export interface Fix {
  readonly words: string;
  readonly check: string | null;
}

/** What to do where nothing has answered yet. */
const START_IT = "Start your server before you grade it, and look at what it prints: " +
  "perror() behind bind() says what is wrong.";

/** The same where the grader starts it. */
const LOOK_AT_IT = "Do by hand what the grader did, and look at what is printed: " +
  "the compiler's first error, or perror() behind bind(), says what is wrong.";

/** One sentence on what to do first; `null` where there is nothing to fix. */
export function whatToFix(view: View): Fix | null {
  const [first, second] = inOrder(view.report.diagnoses);
  if (first) {
    const then = second?.kind === "mistake" ? `. Then: ${second.title}` : "";
    return { words: lineToWrite(first) + waitingFor(first, view) + then, check: null };
  }
  const failures = suitesOf(view.report).flatMap((suite) => unexplained(suiteView(view, suite)));
  const [simplest] = simplestFirst(failures, view.options.checks);
  if (view.report.checks.length === 0) return { words: START_IT, check: null };
  if (!simplest) return null;
  if (isUnreached(simplest)) {
    return { words: view.options.launch ? LOOK_AT_IT : START_IT, check: simplest.id };
  }
  return { words: requirement(simplest, view), check: simplest.id };
}

/** Whether a suite's first check has not even got a connection. */
function isUnreached({ id, suite, transcript }: CheckReport): boolean {
  return id === `${suite}/reach/answers` && transcript.length === 0;
}

function inOrder(diagnoses: readonly Diagnosis[]): readonly Diagnosis[] {
  const ofKind = (wanted: Diagnosis["kind"]) => diagnoses.filter(({ kind }) => kind === wanted);
  return [...ofKind("mistake"), ...ofKind("limit")];
}

/** The sentence that a fix begins with; where it begins with a label, the line that it tells to write. */
function lineToWrite({ fix }: Diagnosis): string {
  const lines = fix.split("\n").map((line) => line.trim()).filter((line) => line !== "");
  const [first = ""] = lines;
  const toWrite = lines.find((line) => TO_WRITE.test(line));
  const line = LABELLED.test(first) && toWrite ? toWrite : first;
  return line.replace(LABELLED, "").replace(/\s*\/\*.*?\*\/\s*$/, "").replace(/[.;]$/, "");
}

function waitingFor({ explains }: Diagnosis, { report }: View): string {
  const waiting =
    report.checks.filter(({ id, status }) => status === "fail" && explains.includes(id)).length;
  return waiting > 1 ? `: ${waiting} checks wait for this` : "";
}

function requirement(check: CheckReport, view: View): string {
  const must = (definitionOf(check, view)?.must ?? check.title).replace(/\.?$/, ".");
  const others =
    view.report.checks.filter((other) =>
      other.reason === "needs" && rootOf(other, view.report.checks) === check.id
    ).length;
  if (others === 0) return must;
  return `${must} ${others} more ${plural(others, "check")} ${others === 1 ? "needs" : "need"} it.`;
}
