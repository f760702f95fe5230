import { hexByte, quote } from "../../../lib/bytes/text.ts";
import type { Problem, ProblemKind } from "../../../lib/http/mod.ts";
import type { MismatchDetails } from "../../../lib/wire/mismatch.ts";
import { Mismatch, NotApplicable } from "../../../lib/wire/mismatch.ts";
import type { Http, HttpCheck } from "../http_check.ts";
import { httpCheck } from "../http_check.ts";
import type { Entry, Found } from "../notebook.ts";
import { plainFile } from "../pick.ts";
import { rfc } from "../sources.ts";

/** A check that is judged by all responses of the run together. */
export interface Linted extends Omit<HttpCheck, "run" | "sources"> {
  /** The section of the standard: `9112 §4`. */
  readonly section: string;
  /** What is due, in a few words. */
  readonly expected: string;
  /** The kinds of problems that are this check's. */
  readonly kinds: readonly ProblemKind[];
  /** Whether a problem is this check's after all. */
  readonly counts?: (found: Found) => boolean;
  /** Only responses of this kind can show the problem; where there are none, the check is not applicable. */
  readonly among?: { readonly what: string; readonly has: (entry: Entry) => boolean };
}

/** How many answers a table shows. */
const TABLE_ROWS = 4;
/** Responses to proper requests that the notebook must hold before it is judged. */
const FEW = 3;

/** A check of one kind of finding, judged once over all responses to proper requests. */
export function linted(
  { section, expected, kinds, counts, among, ...definition }: Linted,
): HttpCheck {
  return httpCheck({
    ...definition,
    sources: [rfc(section)],
    async run(http) {
      await fill(http);
      const { notebook } = http.run;
      if (among && !notebook.entries().some(among.has)) {
        throw new NotApplicable(`No ${among.what} was seen`);
      }
      const found = notebook.problems(kinds).filter(counts ?? (() => true));
      await accuse(http, found, { expected, again: (problem) => kinds.includes(problem.kind) });
    },
  });
}

/** Sees to it that there is something to judge where a check runs by itself. */
export async function fill(http: Http): Promise<void> {
  if (http.run.notebook.entries().length >= FEW) return;
  await http.ask({}, { file: plainFile(http.run) });
  await http.ask({ target: "/" });
  await http.ask({ target: http.missing() });
  http.note();
}

/** What a finding is told with. */
export interface Accusation {
  readonly expected: string;
  /** Whether a problem of the repeated exchange is the one that was found. */
  readonly again: (problem: Problem) => boolean;
}

/**
 * Throws for the first of some findings, after the exchange that shows it was repeated, so that it
 * stands in the conversation. Wrong bytes need no second time to be wrong; missing ones do.
 */
export async function accuse(
  http: Http,
  found: readonly Found[],
  { expected, again }: Accusation,
): Promise<void> {
  const [first] = found;
  if (!first) return;
  const { problem: noted, entry } = first;
  http.run.isPatient = true;
  const repeated = await http.ask(entry.request, { file: entry.file });
  http.run.isPatient = false;
  const shown = repeated.response?.problems.find(again);
  if (!shown && noted.nature === "incomplete") return;
  for (const { problem } of found) http.run.told.add(problem.kind);
  const problem = shown ?? noted;
  const response = repeated.response ?? entry.response;
  throw new Mismatch(`${problem.words}${inAnswerTo(first)}${howOften(http, found)}`, {
    evidence: evidenceOf(problem, repeated.ending),
    expected,
    observed: [observedAt(problem, shown ? response : entry.response), ...lengths(found)].join(
      "\n",
    ),
  });
}

function evidenceOf({ nature }: Problem, ending: string): MismatchDetails["evidence"] {
  if (nature === "invalid") return "bytes";
  return ending === "open" ? "silence" : "ending";
}

/** Which request showed it. */
export function inAnswerTo({ entry }: Pick<Found, "entry">): string {
  const { method, target } = entry.request;
  const shown = target.length > 40 ? `${target.slice(0, 40)}…` : target;
  return ` of the answer to ${method} ${shown}`;
}

function howOften({ run }: Http, found: readonly Found[]): string {
  const shown = new Set(found.map(({ entry }) => entry.response)).size;
  const all = run.notebook.entries().length;
  return shown > 1 ? `, and in ${shown} of ${all} answers in all` : "";
}

/** The bytes round a problem in a head, its place marked. */
function observedAt({ offset, words }: Problem, response: Entry["response"]): string {
  const { head } = response;
  if (!head || offset < head.offset || offset > head.offset + head.raw.length) return words;
  const at = offset - head.offset;
  const before = head.raw.subarray(0, at).lastIndexOf(0x0a) + 1;
  const end = head.raw.indexOf(0x0a, at);
  const line = head.raw.subarray(
    before,
    Math.min(end < 0 ? head.raw.length : end + 1, before + 120),
  );
  const column = escape(line.subarray(0, at - before)).length;
  const byte = head.raw[at] === undefined ? "" : `: ${hexByte(head.raw[at])}`;
  return `${escape(line)}\n${" ".repeat(column)}^^ byte ${at}${byte}`;
}

/** What was announced and what came, where several answers show that the two differ. */
function lengths(found: readonly Found[]): readonly string[] {
  const rows = new Map(found.flatMap(({ entry: { request, response } }) => {
    const { announced, length } = response.body;
    const came = length + (response.surplus?.length ?? 0);
    if (announced === undefined || announced === came) return [];
    return [[request.target, [String(announced), String(came), signed(announced - came)]] as const];
  }));
  if (rows.size < 2) return [];
  const shown = [...rows].slice(0, TABLE_ROWS);
  const line = (name: string, cells: readonly string[]) =>
    name.slice(0, 24).padEnd(24) + cells.map((cell) => cell.padStart(11)).join("");
  const more = rows.size - shown.length;
  return [
    line("", ["announced", "came", ""]),
    ...shown.map(([target, cells]) => line(target, cells)),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}

function signed(difference: number): string {
  return difference > 0 ? `+${difference}` : String(difference);
}

function escape(bytes: Uint8Array): string {
  return quote(bytes).slice(1, -1);
}
