import { fieldValue, parseHttpDate } from "../../../lib/http/mod.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { Mismatch, NotApplicable, Tolerable } from "../../../lib/wire/mismatch.ts";
import { type Http, httpCheck } from "../http_check.ts";
import type { Entry } from "../notebook.ts";
import { rfc } from "../sources.ts";
import { fill, inAnswerTo } from "./linted.ts";
import { TYPES } from "../files/media_types.ts";

/** How far a server's clock may be off, in milliseconds: on this machine, and elsewhere. */
const SKEW_LOCAL_MS = 5_000;
const SKEW_REMOTE_MS = 60_000;

/** The version in the status line. */
export const version = httpCheck({
  id: "http/format/resp-version",
  title: "Answers as HTTP/1.1",
  level: "standard",
  must: "Name HTTP/1.1 in the status line, the version that the server conforms to.",
  why: "HTTP/1.0 is right for a first server, but it has no persistent connections and no chunks.",
  sources: [rfc("9110 §6.2"), rfc("9112 §2.3")],
  byHand: { run: "curl -m 3 -si http://{host}:{port}/ | head -c 8", right: "HTTP/1.1" },
  async run(http) {
    await fill(http);
    const first = await repeated(http, (entry) => versionOf(entry) !== "HTTP/1.1");
    if (!first || versionOf(first) === "") return;
    const version = versionOf(first);
    const details = {
      evidence: "bytes",
      expected: "HTTP/1.1",
      observed: version,
    } as const;
    const message = `The status line${inAnswerTo({ entry: first })} names ${version}`;
    if (version === "HTTP/1.0") throw new Tolerable(message, details);
    if (/^HTTP\/1\.\d$/.test(version)) throw new Mismatch(message, details);
  },
});

/** Whether there is a date. */
export const date = httpCheck({
  id: "http/format/resp-date",
  title: "Says in every answer when it was made",
  level: "standard",
  must: "Send a Date field in every answer with a status of 2xx, 3xx or 4xx.",
  why: "Caches reckon a page's age from it. A server without a clock is excused, a PC has one.",
  sources: [rfc("9110 §6.6.1")],
  byHand: {
    run: "curl -m 3 -sI http://{host}:{port}/ | grep -ci '^date:'",
    right: "1",
  },
  async run(http) {
    await fill(http);
    const first = await repeated(http, (entry) => {
      const status = statusOf(entry);
      return status >= 200 && status < 500 && field(entry, "Date") === undefined;
    });
    if (!first) return;
    throw new Mismatch(`There is no Date field in the head${inAnswerTo({ entry: first })}`, {
      evidence: "bytes",
      expected: 'a field as "Date: Sun, 06 Nov 1994 08:49:37 GMT"',
      observed: namesOf(first),
    });
  },
});

/** Whether the date is now. */
export const dateSkew = httpCheck({
  id: "http/format/resp-date-skew",
  title: "Sends the present time as Date",
  level: "strict",
  must: "Send the time in Date at which the answer was made, in GMT.",
  why: "Local time with GMT behind it is hours off: gmtime(), not localtime().",
  sources: [rfc("9110 §6.6.1")],
  async run(http) {
    await fill(http);
    const atMostMs = http.context.loopback ? SKEW_LOCAL_MS : SKEW_REMOTE_MS;
    const dated = http.run.notebook.entries().filter((entry) => skewOf(entry) !== null);
    if (dated.length === 0) throw new NotApplicable("No answer has a Date");
    const first = dated.find((entry) => Math.abs(skewOf(entry) ?? 0) > atMostMs);
    if (!first) return;
    const skewMs = skewOf(first) ?? 0;
    throw new Mismatch(
      `The Date${inAnswerTo({ entry: first })} is ${seconds(Math.abs(skewMs))} ${
        skewMs > 0 ? "ahead" : "behind"
      }`,
      {
        evidence: "bytes",
        expected: new Date(first.dateMs).toUTCString(),
        observed: field(first, "Date") ?? "",
      },
    );
  },
});

/** Whether the content's type is said at all. */
export const contentType = httpCheck({
  id: "http/format/resp-content-type",
  title: "Says of what type the content is",
  level: "standard",
  must: "Send a Content-Type with every file of a known kind.",
  why: "Without it a browser has to guess whether it got a page, a picture or a program.",
  sources: [rfc("9110 §8.3")],
  byHand: {
    run: "curl -m 3 -sI http://{host}:{port}/ | grep -ic '^content-type: text/html'",
    right: "1",
  },
  async run(http) {
    await fill(http);
    const first = await repeated(http, (entry) => {
      const known = entry.file !== undefined && TYPES.has(endingOf(entry.file.path));
      return known && statusOf(entry) === 200 && entry.response.body.length > 0 &&
        field(entry, "Content-Type") === undefined;
    });
    if (!first) return;
    throw new Mismatch(`There is no Content-Type in the head${inAnswerTo({ entry: first })}`, {
      evidence: "bytes",
      expected: 'a field as "Content-Type: text/html"',
      observed: namesOf(first),
    });
  },
});

/** The first response of which something is so; its exchange is repeated, to stand in the conversation. */
async function repeated(http: Http, is: (entry: Entry) => boolean): Promise<Entry | undefined> {
  const first = http.run.notebook.entries().find((entry) => entry.response.head && is(entry));
  if (first) await http.ask(first.request, { file: first.file });
  return first;
}

function versionOf({ response }: Entry): string {
  return response.head?.version ?? "";
}

function statusOf({ response }: Entry): number {
  return response.head?.status ?? 0;
}

function field({ response }: Entry, name: string): string | undefined {
  return fieldValue(response.head?.fields ?? [], name);
}

function skewOf(entry: Entry): number | null {
  const date = parseHttpDate(field(entry, "Date") ?? "");
  return date ? date.timeMs - entry.dateMs : null;
}

function endingOf(path: string): string {
  return path.slice(path.lastIndexOf(".") + 1).toLowerCase();
}

function namesOf({ response }: Entry): string {
  const names = response.head?.fields.map(({ name }) => name) ?? [];
  return names.length === 0 ? "no field at all" : `only ${names.join(", ")}`;
}
