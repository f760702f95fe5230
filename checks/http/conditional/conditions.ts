import { fieldValue, parseHttpDate } from "../../../lib/http/mod.ts";
import { targetOf } from "../../../lib/site/site.ts";
import { Mismatch, NotApplicable } from "../../../lib/wire/mismatch.ts";
import { type Due, expectServed, judgeAnswer, served, status } from "../answer.ts";
import { expectFound } from "../content/expect_file.ts";
import type { Exchange } from "../dialogue.ts";
import { type Http, type HttpCheck, httpCheck } from "../http_check.ts";
import { plainFile } from "../pick.ts";
import { rfc } from "../sources.ts";

/** What a server says of the state of a file. */
interface Validators {
  readonly etag: string | undefined;
  readonly modified: string | undefined;
  readonly date: string | undefined;
}

/** Whether there is anything to compare by. */
export const validators = httpCheck({
  id: "http/conditional/val-present",
  title: "Says which state of a file it sends",
  level: "strict",
  must: "Send ETag or Last-Modified with a file.",
  why: "With it a browser can ask whether its copy is still good, instead of fetching it again.",
  sources: [rfc("9110 §8.8")],
  byHand: {
    run:
      "curl -m 3 -sI http://{host}:{port}/ | grep -icE '^(etag|last-modified):' | grep -c '[12]'",
    right: "1",
  },
  async run(http) {
    const { etag, modified } = await learn(http);
    if (etag !== undefined || modified !== undefined) return;
    throw new Mismatch("A file comes with neither ETag nor Last-Modified", {
      evidence: "bytes",
      expected: "one of the two fields",
      observed: "neither",
    });
  },
});

/** That a file is not of tomorrow. */
export const notFuture = httpCheck({
  id: "http/conditional/lm-not-future",
  title: "Names no time to come as Last-Modified",
  level: "strict",
  must: "Send a Last-Modified that is no later than Date.",
  why: "A page can't have been changed after it was sent: local time with GMT behind it looks so.",
  sources: [rfc("9110 §8.8.2.1")],
  async run(http) {
    const { modified, date } = await learn(http);
    const [changed, sent] = [modified, date].map((value) => parseHttpDate(value ?? "")?.timeMs);
    if (changed === undefined || sent === undefined) {
      throw new NotApplicable("The server sends no Last-Modified beside a Date");
    }
    if (changed <= sent) return;
    throw new Mismatch("Last-Modified is later than Date", {
      evidence: "bytes",
      expected: `${date}, or before`,
      observed: modified ?? "",
    });
  },
});

interface Condition {
  readonly name: string;
  readonly title: string;
  readonly must: string;
  readonly section: string;
  readonly by: "etag" | "modified";
  readonly fields: (
    validators: { readonly etag: string; readonly modified: string },
  ) => readonly string[];
  readonly due: Due;
  /** Whether it shows only where If-Modified-Since is heeded at all. */
  readonly after304?: boolean;
}

const NOT_MODIFIED = (section: string): Due => ({ complies: [status(section, 304)] });
const WHOLE = (section: string): Due => ({ complies: [served(section)] });

const ROWS: readonly Condition[] = [
  {
    name: "inm-match",
    title: "Answers 304 for an ETag that still holds",
    must: "Answer If-None-Match with the file's own ETag with 304.",
    section: "9110 §13.1.2",
    by: "etag",
    fields: ({ etag }) => [`If-None-Match: ${etag}`],
    due: NOT_MODIFIED("9110 §13.1.2"),
  },
  {
    name: "inm-list",
    title: "Finds the ETag in a list",
    must: "Answer If-None-Match with 304 where the file's ETag is one of several.",
    section: "9110 §13.1.2",
    by: "etag",
    fields: ({ etag }) => [`If-None-Match: "nope", ${etag}`],
    due: NOT_MODIFIED("9110 §13.1.2"),
  },
  {
    name: "inm-star",
    title: "Answers 304 for If-None-Match: *",
    must: "Answer If-None-Match: * with 304 where there is such a file.",
    section: "9110 §13.1.2",
    by: "etag",
    fields: () => ["If-None-Match: *"],
    due: NOT_MODIFIED("9110 §13.1.2"),
  },
  {
    name: "inm-other",
    title: "Sends the file for an ETag of another state",
    must: "Answer If-None-Match with another ETag with 200 and the file.",
    section: "9110 §13.1.2",
    by: "etag",
    fields: () => ['If-None-Match: "nope"'],
    due: WHOLE("9110 §13.1.2"),
  },
  {
    name: "inm-beats-ims",
    title: "Ignores If-Modified-Since beside If-None-Match",
    must: "Answer 200 where the ETag doesn't match, whatever If-Modified-Since says.",
    section: "9110 §13.1.3",
    by: "etag",
    fields: ({ modified }) => ['If-None-Match: "nope"', `If-Modified-Since: ${modified}`],
    due: WHOLE("9110 §13.1.3"),
  },
  {
    name: "ims-match",
    title: "Answers 304 where nothing has changed since",
    must: "Answer If-Modified-Since with the file's own Last-Modified with 304.",
    section: "9110 §13.1.3",
    by: "modified",
    fields: ({ modified }) => [`If-Modified-Since: ${modified}`],
    due: NOT_MODIFIED("9110 §13.1.3"),
  },
  {
    name: "ims-rfc850",
    title: "Reads a date in the old form of RFC 850",
    must: "Take If-Modified-Since in any of the three forms of a date.",
    section: "9110 §5.6.7",
    by: "modified",
    fields: ({ modified }) => [`If-Modified-Since: ${asRfc850(modified)}`],
    due: NOT_MODIFIED("9110 §5.6.7"),
    after304: true,
  },
  {
    name: "ims-asctime",
    title: "Reads a date in the form of asctime()",
    must: "Take If-Modified-Since in any of the three forms of a date.",
    section: "9110 §5.6.7",
    by: "modified",
    fields: ({ modified }) => [`If-Modified-Since: ${asAsctime(modified)}`],
    due: NOT_MODIFIED("9110 §5.6.7"),
    after304: true,
  },
  {
    name: "ims-older",
    title: "Sends a file that has changed since",
    must: "Answer If-Modified-Since with a time before the file's with 200 and the file.",
    section: "9110 §13.1.3",
    by: "modified",
    fields: () => ["If-Modified-Since: Thu, 01 Jan 1970 00:00:01 GMT"],
    due: WHOLE("9110 §13.1.3"),
  },
  {
    name: "ims-invalid",
    title: "Ignores If-Modified-Since without a date",
    must: "Answer If-Modified-Since: yesterday with 200 and the file.",
    section: "9110 §13.1.3",
    by: "modified",
    fields: () => ["If-Modified-Since: yesterday"],
    due: WHOLE("9110 §13.1.3"),
  },
  {
    name: "if-match-fail",
    title: "Answers 412 where If-Match doesn't hold",
    must: "Answer If-Match with another ETag with 412.",
    section: "9110 §13.1.1",
    by: "etag",
    fields: () => ['If-Match: "nope"'],
    due: { complies: [status("9110 §13.1.1", 412)], tolerable: [served("9110 §13.1.1")] },
  },
];

/** Requests that depend on the state of the file; only for servers that tell it. */
export const conditions: readonly HttpCheck[] = ROWS.map((row) =>
  httpCheck({
    id: `http/conditional/${row.name}`,
    title: row.title,
    level: "strict",
    must: row.must,
    why:
      "A browser asks so whether its copy is still good: 304 saves the file, a wrong one shows an old page.",
    sources: [rfc(row.section)],
    async run(http) {
      const { etag, modified } = await learn(http);
      if ((row.by === "etag" ? etag : modified) === undefined) {
        throw new NotApplicable(
          `The server sends no ${row.by === "etag" ? "ETag" : "Last-Modified"}`,
        );
      }
      const known = { etag: etag ?? '"x"', modified: modified ?? new Date(0).toUTCString() };
      if (
        row.after304 &&
        (await ask(http, [`If-Modified-Since: ${known.modified}`])).response?.head?.status !== 304
      ) {
        throw new NotApplicable("The server doesn't heed If-Modified-Since");
      }
      const fields = row.fields(known);
      const exchange = await ask(http, fields);
      const asked = `A GET with ${fields.join(" and ")}`;
      judgeAnswer(exchange, row.due, asked);
      if (exchange.response?.head?.status === 200) {
        expectFound(exchange, plainFile(http.run), asked);
      }
    },
  })
);

/** What must stand in the head of a 304. */
export const fieldsOf304 = httpCheck({
  id: "http/conditional/304-fields",
  title: "Sends the same ETag with 304 as with 200",
  level: "strict",
  must: "Send ETag and Date with 304 where 200 would have them.",
  why: "The browser refreshes what it knows of its copy from this head.",
  sources: [rfc("9110 §15.4.5")],
  async run(http) {
    const { etag, modified, date } = await learn(http);
    const fields = etag !== undefined
      ? [`If-None-Match: ${etag}`]
      : modified !== undefined
      ? [`If-Modified-Since: ${modified}`]
      : [];
    const exchange = await ask(http, fields);
    const head = exchange.response?.head;
    if (head?.status !== 304) throw new NotApplicable("The server answers no request with 304");
    const lost = [["ETag", etag], ["Date", date]].flatMap(([name = "", due]) =>
      due !== undefined && fieldValue(head.fields, name) === undefined ? [name] : []
    );
    if (lost.length === 0) return;
    throw new Mismatch(`The head of the 304 has no ${lost.join(" and no ")}`, {
      evidence: "bytes",
      expected: lost.join(" and "),
      observed: head.fields.map(({ name }) => name).join(", "),
    });
  },
});

async function learn(http: Http): Promise<Validators> {
  const exchange = await ask(http, []);
  expectServed(exchange, "A GET for a file");
  const fields = exchange.response?.head?.fields ?? [];
  return {
    etag: fieldValue(fields, "ETag"),
    modified: fieldValue(fields, "Last-Modified"),
    date: fieldValue(fields, "Date"),
  };
}

async function ask(http: Http, fields: readonly string[]): Promise<Exchange> {
  const file = plainFile(http.run);
  return await http.ask({ target: targetOf(file), fields }, { file });
}

const DAYS = ["Sun", "Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur"];

function asRfc850(value: string): string {
  const day = new Date(parseHttpDate(value)?.timeMs ?? 0).getUTCDay();
  return value.replace(/^.{3}, (..) (...) ..(..)/, `${DAYS[day]}day, $1-$2-$3`);
}

function asAsctime(value: string): string {
  return value.replace(
    /^(...), (\d)(\d) (...) (\d{4}) (\S+) GMT$/,
    (_, day, tens, ones, month, year, time) =>
      `${day} ${month} ${tens === "0" ? " " : tens}${ones} ${time} ${year}`,
  );
}
