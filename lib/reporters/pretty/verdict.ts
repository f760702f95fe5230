import { countsAt, LEVELS } from "../../check.ts";
import { BLANK, type Block, prose, sideBySide, verbatim } from "../../text/blocks.ts";
import { number, plural } from "../../text/words.ts";
import { whatToFix } from "./fix.ts";
import { pointsInWords } from "./points.ts";
import { isCounted, isPassed, type View } from "./view.ts";

const LABEL_WIDTH = 7;

/** The verdict, the points, what to do next, and the command that grades again. */
export function verdict(view: View): readonly Block[] {
  const { report, options } = view;
  const fix = whatToFix(view);
  const more = report.diagnoses[0]?.mistake ?? fix?.check;
  const isAgain = report.verdict !== "pass" || !report.complete;
  return [
    ...headline(view),
    ...pointsInWords(view),
    ...incomplete(view),
    ...(fix ? [prose(fix.words, { label: "FIX", labelWidth: LABEL_WIDTH })] : []),
    ...(isAgain && options.again !== null ? [verbatim(`AGAIN  ${options.again}`)] : []),
    ...(more ? [verbatim(`MORE   deno task explain ${more}`)] : []),
  ];
}

function headline(view: View): readonly Block[] {
  const { report, columns, paint } = view;
  const time = duration(report.durationMs);
  if (report.checks.length === 0) {
    return sideBySide(
      [`${paint.bad("FAIL")}   no server was reached: nothing to grade`, time],
      columns,
    );
  }
  const color = { pass: paint.good, fail: paint.bad, error: paint.warn }[report.verdict];
  const word = color(report.verdict.toUpperCase()) + (report.verdict === "error" ? "  " : "   ");
  return [
    ...judgedByUs(view),
    ...sideBySide([word + tally(view), ...figures(view), time], columns),
  ];
}

function tally(view: View): string {
  const counted = view.report.checks.filter((check) => isCounted(check, view));
  const passed = counted.filter(isPassed).length;
  return `${passed} of ${counted.length} ${plural(counted.length, "check")}`;
}

function figures(view: View): readonly string[] {
  const { score, level, verdict } = view.report;
  const points = `${number(score.earned)} of ${number(score.possible)} ${
    plural(score.possible, "point")
  }`;
  const levels = LEVELS.filter((name) => countsAt(name, level)).flatMap((name) => {
    const checks = view.report.checks.filter((check) =>
      check.level === name && isCounted(check, view)
    );
    return checks.length > 0 ? [`${name} ${checks.filter(isPassed).length}/${checks.length}`] : [];
  });
  return verdict !== "pass" && levels.length > 1 ? [points, levels.join(", ")] : [points];
}

/** What went wrong on our side is said before anything else. */
function judgedByUs({ report }: View): readonly Block[] {
  if (report.verdict !== "error") return [];
  const { length } = report.checks.filter(({ status }) => status === "error");
  const which = `${length} ${plural(length, "check")} could not be judged`;
  const words = `The grader has made a mistake of its own: ${which}. ` +
    "Nothing of that is held against the server.";
  return [prose(words), BLANK];
}

function incomplete({ report }: View): readonly Block[] {
  if (report.complete) return [];
  const { length } = report.checks.filter(({ reason }) => reason === "budget");
  const words = `This run did not come to its end: ${length} ${plural(length, "check")} ${
    length === 1 ? "was" : "were"
  } not tried`;
  return [prose(words)];
}

function duration(ms: number): string {
  return ms < 100 ? `${Math.max(1, Math.round(ms))} ms` : `${(ms / 1000).toFixed(1)} s`;
}
