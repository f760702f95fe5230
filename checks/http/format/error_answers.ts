import type { ProblemKind } from "../../../lib/http/mod.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { type Http, httpCheck } from "../http_check.ts";
import type { Entry, Found } from "../notebook.ts";
import { rfc } from "../sources.ts";
import { inAnswerTo } from "./linted.ts";

/** What has checks of its own. */
const ELSEWHERE: ReadonlySet<ProblemKind> = new Set([
  "content-in-head",
  "content-in-204",
  "content-in-304",
  "date-format",
  "date-weekday",
  "duplicate-singleton",
  "transfer-encoding-to-http10",
]);

/** What an answer to a defective request may show without being wrong: the connection was given up. */
const EXCUSED: ReadonlySet<ProblemKind> = new Set([
  "no-status-line",
  "end-not-marked",
  "unrequested-response",
  "bytes-after-message",
]);

/** The answers that came after those that the other checks of the form were judged by. */
export const errorAnswers = httpCheck({
  id: "http/format/error-answers",
  title: "Refuses with well-formed answers, too",
  level: "standard",
  must: "Write the answers to requests that are refused as all others: head, length, content.",
  why: "The code for errors is often another one than that for files, and less tried.",
  sources: [rfc("9112 §2.1"), rfc("9110 §15.5")],
  run(http) {
    const { notebook } = http.run;
    const found = [...notebook.entries(), ...notebook.entries(true)].flatMap((entry) =>
      untold(http, entry)
    )[0];
    if (!found) return Promise.resolve();
    throw new Mismatch(`${found.problem.words}${inAnswerTo(found)}`, {
      evidence: "bytes",
      expected: "a well-formed answer",
      observed: found.problem.words,
    });
  },
});

/** The problems of an answer that no check has told yet. */
export function untold({ run }: Http, entry: Entry): readonly Found[] {
  const { request, response } = entry;
  return response.problems
    .filter(({ kind }) => !run.told.has(kind) && !ELSEWHERE.has(kind))
    .filter(({ kind }) => !request.isHostile || !EXCUSED.has(kind))
    .map((problem) => ({ entry, problem }));
}
