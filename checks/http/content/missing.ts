import type { ProblemKind } from "../../../lib/http/mod.ts";
import { Mismatch, NotApplicable } from "../../../lib/wire/mismatch.ts";
import { between, judgeAnswer } from "../answer.ts";
import { untold } from "../format/error_answers.ts";
import { isWrongLength } from "../format/wrong_length.ts";
import { httpCheck } from "../http_check.ts";
import { keepsAlive } from "../learn.ts";
import { plainFile } from "../pick.ts";
import { missingDue } from "../ruled.ts";
import { rfc } from "../sources.ts";
import { expectFound } from "./expect_file.ts";

/** What leaves a client waiting for the rest of an error page, or with a part of it. */
const FRAMING: ReadonlySet<ProblemKind> = new Set([
  "no-status-line",
  "no-blank-line",
  "head-not-ended",
  "end-not-marked",
  "body-shorter",
  "body-cut",
  "bytes-after-message",
]);

/** What isn't there. */
export const notFound = httpCheck({
  id: "http/content/get-404",
  title: "Answers 404 for what is not there",
  level: "core",
  must: "Answer a GET for a file that doesn't exist with 404.",
  why:
    "A page that says so under 200 is content to every program; and fopen() returns NULL there, which ends a server that uses it.",
  sources: [rfc("9110 §15.5.5")],
  byHand: {
    run: "curl -m 3 -so /dev/null -w '%{http_code}\\n' http://{host}:{port}/no-such-file",
    right: "404",
  },
  alone: true,
  under: ({ notFoundStatus: code }) =>
    code === undefined ? {} : {
      title: `Answers ${code} for what is not there`,
      must: `Answer a GET for a file that doesn't exist with ${code}, as the assignment says.`,
    },
  async run(http) {
    const file = plainFile(http.run);
    const exchange = await http.ask({ target: http.missing() });
    judgeAnswer(exchange, missingDue(http.run.rules), "A GET for a file that isn't there");
    expectFound(await http.ask({}, { file }), file, "A GET behind the one for a missing file");
    http.note();
    const pages = http.run.notebook.entries().filter(({ response }) =>
      response.head?.status === exchange.response?.head?.status
    );
    const [found] = pages.flatMap((entry) => untold(http, entry)).filter((one) =>
      FRAMING.has(one.problem.kind) && isWrongLength(one)
    );
    if (!found) return;
    http.run.told.add(found.problem.kind);
    throw new Mismatch(`${found.problem.words} of the answer for a missing file`, {
      evidence: "bytes",
      expected: "a well-formed answer, as for a file",
      observed: found.problem.words,
    });
  },
});

/** The connection after an error. */
export const notFoundInSync = httpCheck({
  id: "http/content/get-404-in-sync",
  title: "Serves on behind a 404",
  level: "standard",
  must: "Keep the connection in step after a 404, or close it.",
  why:
    "The error page, too, must be as long as its Content-Length says, or the next answer is lost.",
  sources: [rfc("9112 §9.3")],
  after: ["http/content/get-404"],
  async run(http) {
    if (!await keepsAlive(http)) throw new NotApplicable("The server closes after each answer");
    const file = plainFile(http.run);
    const dialogue = await http.open();
    await dialogue.send(http.request({ target: http.missing(), connection: null }));
    await dialogue.read();
    if (dialogue.complete < 1) {
      throw new Mismatch("The answer to a GET for a missing file never came to its end", {
        evidence: dialogue.ending === "open" ? "silence" : "ending",
        expected: "a whole answer",
        observed: "a part of one",
      });
    }
    await dialogue.send(http.request(), { file });
    await dialogue.read();
    if (dialogue.exchange(1).response || dialogue.ending === "open") {
      expectFound(dialogue.exchange(1), file, "A GET behind a 404 on the same connection");
    }
  },
});

/** The words behind an error. */
export const notFoundExplains = httpCheck({
  id: "http/content/get-404-explains",
  title: "Explains a 404 in its content",
  level: "strict",
  must: "Send content with a 404 that says what is wrong.",
  why: "The status code is for programs; somebody looks at an empty page otherwise.",
  sources: [rfc("9110 §15.5")],
  byHand: {
    run: "curl -m 3 -s http://{host}:{port}/no-such-file | grep -c . | grep -vcx 0",
    right: "1",
  },
  after: ["http/content/get-404"],
  async run(http) {
    const exchange = await http.ask({ target: http.missing() });
    judgeAnswer(exchange, { complies: [between("9110 §15.5", 400, 499)] }, "A missing file");
    if ((exchange.response?.body.length ?? 0) > 0) return;
    throw new Mismatch("The answer to a GET for a missing file has no content", {
      evidence: "bytes",
      expected: "a page, or a line of text, that explains the error",
      observed: "a head alone",
    });
  },
});
