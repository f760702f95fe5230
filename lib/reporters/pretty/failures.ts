import { nameOf } from "../../check.ts";
import type { CheckReport } from "../../report.ts";
import { BLANK, type Block, prose } from "../../text/blocks.ts";
import { cut } from "../../text/safe.ts";
import { listed } from "../../text/words.ts";
import { drawConversation } from "./conversation.ts";
import { failure } from "./failure.ts";
import { simplestFirst } from "./order.ts";
import { isCounted, messageLines, type SuiteView, unexplained } from "./view.ts";

/** How many failures are shown in full where nobody asks for all of them. */
const IN_FULL = 3;
/** How long a remark may become. */
const REMARK_LETTERS = 200;

/** The failures that no cause explains: the simplest in full, the others by name. */
export function failures(view: SuiteView): readonly Block[] {
  const all = simplestFirst(unexplained(view), view.options.checks);
  if (all.length === 0) return [];
  const shown = view.options.verbose ? all : all.slice(0, IN_FULL);
  const others = all.slice(shown.length).map(({ id }) => nameOf(id));
  return [
    prose(view.paint.strong(heading(all.length, view))),
    BLANK,
    ...shown.flatMap((check) => failure(check, view)),
    ...(others.length === 0 ? [] : [prose(othersInWords(others), { indent: 2 }), BLANK]),
  ];
}

/** Checks that hold, with full points, but not quite as they should; and those that we could not judge. */
export function remarks(view: SuiteView): readonly Block[] {
  const tolerated = view.checks.filter((check) =>
    check.status === "warn" && isCounted(check, view)
  );
  const broken = view.checks.filter(({ status }) => status === "error");
  return [
    ...remark(tolerated, `${tolerated.length} PASSED, WITH A REMARK (full points)`, view),
    ...remark(
      broken,
      `${broken.length} NOT JUDGED: a fault of the grader, no points are lost`,
      view,
    ),
  ];
}

/** With `verbose`: what was said in the checks that passed. */
export function conversations(view: SuiteView): readonly Block[] {
  if (!view.options.verbose) return [];
  const passed = view.checks.filter(({ status, transcript }) =>
    status === "pass" && transcript.length > 0
  );
  if (passed.length === 0) return [];
  return [
    prose(view.paint.strong("CONVERSATIONS of the checks that passed (the client is the grader)")),
    BLANK,
    ...passed.flatMap(({ group, id, transcript }) => [
      prose(`${group}/${nameOf(id)}`, { indent: 2 }),
      ...drawConversation(transcript, view.columns),
      BLANK,
    ]),
  ];
}

function heading(count: number, { diagnoses }: SuiteView): string {
  const what = `${diagnoses.length > 0 ? "OTHER " : ""}FAILED ${count === 1 ? "CHECK" : "CHECKS"}`;
  return `${count} ${what}${count > 1 ? ", the simplest first" : ""}`;
}

function othersInWords(names: readonly string[]): string {
  return `And ${names.length} more: ${listed(names, 8)} (-v shows all in full)`;
}

function remark(
  checks: readonly CheckReport[],
  heading: string,
  { paint }: SuiteView,
): readonly Block[] {
  if (checks.length === 0) return [];
  return [
    prose(paint.strong(heading)),
    BLANK,
    ...checks.map((check) => {
      const [words = ""] = messageLines(check);
      return prose(`${nameOf(check.id)}: ${cut(words, REMARK_LETTERS)}`, { indent: 2 });
    }),
    BLANK,
  ];
}
