import { fieldValue } from "../../../lib/http/mod.ts";
import type { Level } from "../../../lib/check.ts";
import { Mismatch, NotApplicable } from "../../../lib/wire/mismatch.ts";
import { between, closed, type Due, judgeAnswer, served, status } from "../answer.ts";
import { expectFound } from "../content/expect_file.ts";
import { type Http, type HttpCheck, httpCheck } from "../http_check.ts";
import { fill, inAnswerTo } from "../format/linted.ts";
import { plainFile } from "../pick.ts";
import { methodDue } from "../ruled.ts";
import { printfOf, requestOf, type RequestParts } from "../request.ts";
import { rfc } from "../sources.ts";

interface MethodRow {
  readonly name: string;
  readonly title: string;
  readonly level: Level;
  readonly must: string;
  readonly why: string;
  readonly sections: readonly string[];
  readonly asked: string;
  readonly parts: (http: Pick<Http, "missing">) => RequestParts;
  readonly due: Due;
  /** Whether the assignment may fix the status of its answer. */
  readonly isUnsupported?: boolean;
}

const REFUSED = status("9110 §9.1", 405, 501);
const REFUSALS = between("9110 §15.5", 400, 499);

const ROWS: readonly MethodRow[] = [
  {
    name: "method-case",
    isUnsupported: true,
    title: "Tells get from GET",
    level: "standard",
    must: "Refuse the method get: methods are case-sensitive.",
    why: "strcasecmp() is right for field names and wrong here: compare methods with strcmp().",
    sections: ["9110 §9.1"],
    asked: 'The method "get" in lower case',
    parts: () => ({ method: "get", isHostile: true }),
    due: {
      complies: [status("9110 §9.1", 400, 405, 501)],
      tolerable: [REFUSALS, closed("9112 §3.1")],
    },
  },
  {
    name: "method-prefix",
    isUnsupported: true,
    title: "Tells GETX from GET",
    level: "standard",
    must: "Refuse a method that merely begins as one it knows.",
    why: 'strncmp(line, "GET", 3) takes GETX for GET: compare the whole word.',
    sections: ["9110 §9.1"],
    asked: "The method GETX",
    parts: () => ({ method: "GETX", isHostile: true }),
    due: {
      complies: [status("9110 §9.1", 400, 405, 501)],
      tolerable: [REFUSALS, closed("9112 §3.1")],
    },
  },
  {
    name: "method-unknown",
    isUnsupported: true,
    title: "Refuses a method that it doesn't know",
    level: "standard",
    must: "Answer a method that is not known with 501, or with 405 or 400.",
    why: "A server that answers it as a GET does something else than what was asked.",
    sections: ["9110 §9.1", "9110 §15.6.2"],
    asked: "The unknown method FOO",
    parts: () => ({ method: "FOO", isHostile: true }),
    due: {
      complies: [status("9110 §9.1", 501, 405, 400)],
      tolerable: [REFUSALS, closed("9112 §3.1")],
    },
  },
  {
    name: "method-not-allowed",
    title: "Doesn't claim to have deleted anything",
    level: "standard",
    must: "Answer DELETE for what isn't there with 405 or 501, or 400, 403 or 404.",
    why: "A success here would mean that a file is gone.",
    sections: ["9110 §9.1", "9110 §15.5.6"],
    asked: "DELETE for a file that isn't there",
    parts: (http) => ({ method: "DELETE", target: http.missing() }),
    due: {
      complies: [status("9110 §9.1", 400, 403, 404, 405, 501)],
      tolerable: [REFUSALS, closed("9112 §3.1")],
    },
  },
  {
    name: "options-resource",
    title: "Answers OPTIONS for a file, or refuses it",
    level: "strict",
    must: "Answer OPTIONS with a success, or with 405 or 501.",
    why: "OPTIONS is optional; but whoever asks must be told.",
    sections: ["9110 §9.3.7", "9110 §9.1"],
    asked: "OPTIONS for a file",
    parts: () => ({ method: "OPTIONS" }),
    due: { complies: [served("9110 §9.3.7"), REFUSED], tolerable: [REFUSALS] },
  },
  {
    name: "options-star",
    title: "Answers OPTIONS *, or refuses it",
    level: "strict",
    must: "Answer OPTIONS * with a success, or with 405 or 501.",
    why: "The asterisk stands for the server as a whole; it is no file name.",
    sections: ["9112 §3.2.4", "9110 §9.1"],
    asked: "OPTIONS *",
    parts: () => ({ method: "OPTIONS", target: "*" }),
    due: { complies: [served("9112 §3.2.4"), REFUSED], tolerable: [REFUSALS] },
  },
  {
    name: "connect-refused",
    title: "Opens no tunnel for CONNECT",
    level: "strict",
    must: "Refuse CONNECT: a server of files is no proxy.",
    why: "A success would mean that what follows goes to another server.",
    sections: ["9110 §9.3.6"],
    asked: "CONNECT example.com:443",
    parts: () => ({ method: "CONNECT", target: "example.com:443", isHostile: true }),
    due: {
      complies: [between("9110 §9.3.6", 400, 599)],
      tolerable: [closed("9110 §9.3.6")],
    },
  },
];

/** Methods beside GET and HEAD: each answer stands beside a GET that is served. */
export const otherMethods: readonly HttpCheck[] = ROWS.map((row) =>
  httpCheck({
    id: `http/methods/${row.name}`,
    title: row.title,
    level: row.level,
    must: row.must,
    why: row.why,
    sources: row.sections.map(rfc),
    byHand: {
      run: `${
        printfOf(
          requestOf(row.parts({ missing: () => "/no-such-file" }), { host: "{host}", target: "/" }),
        )
      } | nc -w 1 {host} {port} | head -1 | cut -d' ' -f2`,
      right: row.due.complies.map(({ words }) => words).join(", or "),
    },
    under: ({ unsupportedMethod: code }) =>
      code === undefined || !row.isUnsupported ? {} : {
        level: "core",
        must: `Answer a method that is not supported with ${code}, as the assignment says.`,
      },
    async run(http) {
      const file = plainFile(http.run);
      const due = row.isUnsupported ? methodDue(row.due, http.run.rules) : row.due;
      judgeAnswer(await http.ask(row.parts(http)), due, row.asked);
      expectFound(await http.ask({}, { file }), file, "A GET behind it");
    },
  })
);

/** What must come with 405. */
export const allow = httpCheck({
  id: "http/methods/method-405-allow",
  title: "Says with 405 which methods are allowed",
  level: "standard",
  must: "Send an Allow field with 405 that lists the methods of that file.",
  why: "The client has been told no: Allow tells it what would do.",
  sources: [rfc("9110 §15.5.6"), rfc("9110 §10.2.1")],
  byHand: {
    run: "curl -m 3 -si -X POST http://{host}:{port}/ | grep -icE '^HTTP/1.1 405|^allow:'",
    right: "2, or 0",
  },
  async run(http) {
    await fill(http);
    for (const method of ["POST", "DELETE", "FOO"]) {
      await http.ask({ method, isHostile: method === "FOO" });
    }
    http.note();
    const { notebook } = http.run;
    const all = [...notebook.entries(), ...notebook.entries(true)];
    const refused = all.filter(({ response }) => response.head?.status === 405);
    if (refused.length === 0) throw new NotApplicable("No answer was 405");
    const lacking = refused.find(({ response }) =>
      fieldValue(response.head?.fields ?? [], "Allow") === undefined
    );
    if (!lacking) return;
    throw new Mismatch(`There is no Allow in the head${inAnswerTo({ entry: lacking })}`, {
      evidence: "bytes",
      expected: "a field as Allow: GET, HEAD",
      observed: "405 without it",
    });
  },
});
