import { countsAt } from "../check.ts";
import type { CheckReport, Report } from "../report.ts";
import { isHeldAgainst, levelsOf } from "../run/score.ts";
import { number } from "../text/words.ts";
import type { OpenLab } from "./open_lab.ts";

/** What the instructor's own solution fails, and what to change if that is intended. */
export interface Advice {
  readonly lines: readonly string[];
  readonly passed: boolean;
}

/** What to change in a lab file for the checks that a solution fails. */
export function adviceFor(report: Report, lab: OpenLab): Advice {
  const levelOf = levelsOf(report);
  const counted = report.checks.filter(({ level, suite }) => countsAt(level, levelOf(suite)));
  const failed = counted.filter((check) => isHeldAgainst(check, levelOf(check.suite)));
  const { earned, possible } = report.score;
  const score = `${number(earned)} of ${number(possible)} points`;
  const ours = counted.filter(({ status }) => status === "error");
  const errors = ours.map(({ id, message }) => `  ${id}: a fault of the grader's own: ${message}`);
  if (failed.length === 0) {
    const end = ours.length > 0 ? ["could not be judged whole", ...errors] : [];
    return { lines: [`passes all that counts, ${score}`, ...end], passed: ours.length === 0 };
  }
  const told = failed.filter(({ reason }) => reason !== "needs");
  const behind = failed.length - told.length;
  return {
    lines: [
      `fails ${failed.length} of ${counted.length} checks that count, ${score}`,
      ...report.diagnoses.map(({ title, explains }) =>
        `  ${title}: explains ${explains.length} of them`
      ),
      ...told.flatMap((check) => [
        `  ${check.id}: ${check.message ?? "failed"}`,
        `    if that is intended: ${changeFor(check, { report, lab })}`,
      ]),
      ...(behind > 0 ? [`  and ${behind} more that need one of these`] : []),
      ...errors,
    ],
    passed: false,
  };
}

interface Known {
  readonly report: Report;
  readonly lab: OpenLab;
}

/** What to write so that the lab asks for what the solution does. */
function changeFor(check: CheckReport, { report, lab }: Known): string {
  const mistakes = report.diagnoses.filter(({ explains }) => explains.includes(check.id))
    .map(({ mistake }) => mistake);
  const ruled = mistakes.map((mistake) => RULES[mistake]).find((rule) => rule !== undefined);
  if (ruled !== undefined) return ruled;
  if (isOwn(check, lab)) return "change the steps of this exchange";
  return RULES_BY_CHECK.find(({ ids }) => ids.test(check.id))?.write(check) ??
    (lab.lab.checks ? `take ${check.id} out of checks` : `skip: [${check.id}]`);
}

/** Whether the lab file itself brings a check. */
function isOwn({ id }: CheckReport, { suites }: OpenLab): boolean {
  return suites.some(({ checks }) => checks.some((one) => one.id === id && one.isOwn));
}

/** The rule of a lab file that asks for what a mistake describes. */
const RULES: Readonly<Record<string, string>> = {
  "changes-case": "echo: { reply: upper } (or lower)",
  "adds-prefix": 'echo: { prefix: "THE TEXT", unit: line }',
  "line-buffered": "echo: { unit: line }",
  "echo-not-transformed": "take reply and prefix out of echo",
  "one-client-at-a-time": "level: core for this suite: serving one client at a time is right there",
  "buffer-too-small": "echo: { max-datagram: N }, the size up to which datagrams must come back",
};

interface CheckRule {
  readonly ids: RegExp;
  readonly write: (check: CheckReport) => string | undefined;
}

/** What to write for checks of which a lab file can say what is right. */
const RULES_BY_CHECK: readonly CheckRule[] = [
  {
    ids: /^udp-echo\/size\//,
    write: ({ parts }) => `echo: { max-datagram: ${parts?.done ?? "N"} }`,
  },
  {
    ids: /^http\/content\/get-404$/,
    write: (check) => withStatus(check, (code) => `http: { not-found-status: ${code} }`),
  },
  {
    ids: /^http\/methods\/method-/,
    write: (check) => withStatus(check, (code) => `http: { unsupported-method: ${code} }`),
  },
  {
    ids: /^http\/(content\/get-root|files\/get-folder-index)$/,
    write: () => "http: { index: NAME }, the file that a folder stands for",
  },
  {
    ids: /^http\/authorisation\//,
    write: () => "take the path out of http: { protected }",
  },
  {
    ids: /^byte-order\/(reach|values|text|size)\//,
    write: () => "layout: with the fields and replies that your server has",
  },
  {
    ids: /^(tcp|udp)-time\/value\//,
    write: ({ message }) =>
      /clock/.test(message ?? "")
        ? "tolerance-seconds: N, how far the clock may be off"
        : undefined,
  },
];

function withStatus(
  { observed }: CheckReport,
  write: (code: string) => string,
): string | undefined {
  const [code] = /\b[45]\d\d\b/.exec(observed ?? "") ?? [];
  return code === undefined ? undefined : write(code);
}
