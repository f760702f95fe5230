import type { ProblemKind } from "../../../lib/http/mod.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { httpCheck } from "../http_check.ts";
import { rfc } from "../sources.ts";
import { inAnswerTo } from "./linted.ts";

/** What an answer to a defective request may show without being wrong: the connection was given up. */
const EXCUSED: ReadonlySet<ProblemKind> = new Set([
  "no-status-line",
  "end-not-marked",
  "unrequested-response",
  "bytes-after-message",
  "transfer-encoding-to-http10",
]);

/** The answers to requests that no server need take. */
export const errorAnswers = httpCheck({
  id: "http/format/error-answers",
  title: "Refuses with well-formed answers, too",
  level: "standard",
  must: "Write the answers to requests that are refused as all others: head, length, content.",
  why: "The code for errors is often another one than that for files, and less tried.",
  sources: [rfc("9112 §2.1"), rfc("9110 §15.5")],
  run(http) {
    const { notebook } = http.run;
    const elsewhere = new Set(
      notebook.entries().flatMap(({ response }) => response.problems.map(({ kind }) => kind)),
    );
    const found = notebook.entries(true).flatMap((entry) =>
      entry.response.problems.map((problem) => ({ entry, problem }))
    ).find(({ problem: { kind } }) => !EXCUSED.has(kind) && !elsewhere.has(kind));
    if (!found) return Promise.resolve();
    throw new Mismatch(`${found.problem.words}${inAnswerTo(found)}`, {
      evidence: "bytes",
      expected: "a well-formed answer",
      observed: found.problem.words,
    });
  },
});
