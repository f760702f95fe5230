import type { Level } from "../../../lib/check.ts";
import {
  between,
  closed,
  type Due,
  judgeAnswer,
  reactionTo,
  refused,
  served,
  status,
} from "../answer.ts";
import { type HttpCheck, httpCheck } from "../http_check.ts";
import { chunkedMethod, contentMethod, withContent } from "../learn.ts";
import { plainFile } from "../pick.ts";
import { expectTwin } from "../rejections/rejection.ts";
import { chunked, CONTENT, PROPER } from "../request.ts";
import { rfc } from "../sources.ts";
import { expectNoMore } from "./framing.ts";

interface Defect {
  readonly name: string;
  readonly group: "body" | "security";
  readonly title: string;
  readonly level: Level;
  readonly must: string;
  readonly why: string;
  readonly sections: readonly [string, ...string[]];
  readonly asked: string;
  readonly fields: readonly string[];
  readonly content: string;
  readonly version?: string;
  readonly connection?: string;
  readonly due: Due;
  /** How the valid twin's content ends. */
  readonly twin: "length" | "chunked";
  /** Whether the connection ends behind the answer. */
  readonly mustClose: boolean;
  /** Whether a success will do, the content unread. */
  readonly mayIgnore?: boolean;
}

const LENGTH_WHY =
  "Where two programs on the way read different lengths, one takes the other's content for a request. atoi() and strtol() take whatever begins with a digit.";

function length(
  name: string,
  value: string,
  { title, level }: { readonly title: string; readonly level: Level },
): Defect {
  return {
    name,
    group: "body",
    title,
    level,
    must: `Answer "Content-Length:${
      value === "" ? "" : ` ${short(value)}`
    }" with 400, and close the connection.`,
    why: LENGTH_WHY,
    sections: ["9112 §6.3", "9110 §8.6"],
    asked: `A request with "Content-Length:${value === "" ? "" : ` ${short(value)}`}"`,
    fields: [`Content-Length: ${value}`],
    content: CONTENT,
    due: {
      complies: [status("9112 §6.3", 400)],
      tolerable: [refused("9112 §6.3"), closed("9112 §6.3")],
    },
    twin: "length",
    mustClose: true,
  };
}

const CODING_WHY =
  "A coding that the server doesn't know hides where the content ends, and with it where the next request begins.";

function coding(
  name: string,
  value: string,
  { title, level = "strict", group = "body", due }: {
    readonly title: string;
    readonly level?: Level;
    readonly group?: Defect["group"];
    readonly due: Due;
  },
): Defect {
  return {
    name,
    group,
    title,
    level,
    must: `Refuse a request with "Transfer-Encoding: ${value}".`,
    why: CODING_WHY,
    sections: ["9112 §6.1", "9112 §6.3"],
    asked: `A request with "Transfer-Encoding: ${value}"`,
    fields: [`Transfer-Encoding: ${value}`],
    content: chunked(CONTENT),
    due,
    twin: "length",
    mustClose: true,
  };
}

const UNKNOWN: Due = {
  complies: [status("9112 §6.1", 501, 400)],
  tolerable: [refused("9112 §6.1"), closed("9112 §6.1")],
};

const CHUNK_WHY =
  "A size that one program reads as 5 and another as 0 lets a request hide in the content of another.";

function chunk(name: string, content: string, what: string): Defect {
  return {
    name,
    group: "security",
    title: `Refuses ${what}`,
    level: "strict",
    must: `Answer chunked content with ${what} with 400, or close the connection.`,
    why: CHUNK_WHY,
    sections: ["9112 §7.1"],
    asked: `Chunked content with ${what}`,
    fields: ["Transfer-Encoding: chunked"],
    content,
    due: { complies: [refused("9112 §7.1"), closed("9112 §7.1")] },
    twin: "chunked",
    mustClose: true,
    mayIgnore: true,
  };
}

const ROWS: readonly Defect[] = [
  length("rej-cl-alpha", "abc", { title: "Refuses a length in letters", level: "standard" }),
  length("rej-cl-negative", "-1", { title: "Refuses a negative length", level: "standard" }),
  length("rej-cl-plus", "+5", { title: "Refuses a length with a plus sign", level: "strict" }),
  length("rej-cl-hex", "0x5", { title: "Refuses a hexadecimal length", level: "strict" }),
  length("rej-cl-underscore", "1_0", {
    title: "Refuses a length with an underscore",
    level: "strict",
  }),
  length("rej-cl-comma", "5, 6", { title: "Refuses two lengths in one field", level: "strict" }),
  length("rej-cl-inner-space", "1 0", {
    title: "Refuses a length with a space in it",
    level: "strict",
  }),
  length("rej-cl-trailing", "5x", {
    title: "Refuses a length with a letter behind it",
    level: "strict",
  }),
  length("rej-cl-empty", "", { title: "Refuses an empty Content-Length", level: "strict" }),
  {
    ...length("rej-cl-overflow", "9".repeat(71), {
      title: "Refuses a length of 71 digits",
      level: "strict",
    }),
    group: "security",
    due: {
      complies: [status("9112 §6.3", 400), status("9110 §15.5.14", 413)],
      tolerable: [refused("9112 §6.3"), closed("9112 §6.3")],
    },
  },
  {
    ...length("rej-cl-dup-diff", "5", {
      title: "Refuses two different lengths",
      level: "standard",
    }),
    must:
      "Answer a request with two different Content-Length fields with 400, and close the connection.",
    asked: "A request with Content-Length 5 and 6",
    fields: ["Content-Length: 5", "Content-Length: 6"],
  },
  {
    ...length("cl-dup-same", "5", { title: "Answers the same length twice", level: "strict" }),
    must: "Answer a request with the same Content-Length twice with 400, or take it for one.",
    asked: "A request with Content-Length 5 twice",
    fields: ["Content-Length: 5", "Content-Length: 5"],
    mustClose: false,
    due: {
      complies: [status("9110 §8.6", 400), served("9110 §8.6")],
      tolerable: [refused("9110 §8.6"), closed("9110 §8.6")],
    },
  },
  coding("te-unknown", "nonsense", {
    title: "Refuses a coding that it doesn't know",
    due: UNKNOWN,
  }),
  coding("te-identity", "identity", { title: "Refuses the coding identity", due: UNKNOWN }),
  coding("te-not-final", "chunked, gzip", {
    title: "Refuses content whose last coding isn't chunked",
    due: {
      complies: [status("9112 §6.3", 400, 501)],
      tolerable: [refused("9112 §6.3"), closed("9112 §6.3")],
    },
  }),
  coding("te-xchunked", "xchunked", {
    title: "Tells xchunked from chunked",
    group: "security",
    due: UNKNOWN,
  }),
  {
    ...coding("te-with-cl", "chunked", {
      title: "Closes behind a length and a coding in one request",
      group: "security",
      due: { complies: [refused("9112 §6.1"), served("9112 §6.1"), closed("9112 §6.1")] },
    }),
    must:
      "Refuse a request with Content-Length and Transfer-Encoding, or go by the coding; close the connection either way.",
    why:
      "One program goes by the length, another by the coding: what lies between is a hidden request.",
    asked: "A request with Content-Length and Transfer-Encoding",
    fields: ["Content-Length: 3", "Transfer-Encoding: chunked"],
  },
  {
    ...coding("te-http10", "chunked", {
      title: "Closes behind a coding in HTTP/1.0",
      group: "security",
      due: { complies: [refused("9112 §6.1"), served("9112 §6.1"), closed("9112 §6.1")] },
    }),
    must:
      "Close the connection behind a request of HTTP/1.0 with Transfer-Encoding, whatever the answer.",
    why: "HTTP/1.0 knows no coding: somebody on the way may have read the content in another way.",
    asked: "A request of HTTP/1.0 with Transfer-Encoding",
    version: "HTTP/1.0",
    connection: "keep-alive",
  },
  chunk("ck-not-hex", "Z\r\nhello\r\n0\r\n\r\n", "a chunk size that is no number"),
  chunk("ck-negative", "-5\r\nhello\r\n0\r\n\r\n", "a negative chunk size"),
  chunk("ck-0x", "0x5\r\nhello\r\n0\r\n\r\n", "a chunk size that begins with 0x"),
  chunk("ck-underscore", "0_5\r\nhello\r\n0\r\n\r\n", "an underscore in a chunk size"),
  chunk("ck-plus", "+5\r\nhello\r\n0\r\n\r\n", "a plus sign before a chunk size"),
  chunk("ck-overflow", `${"F".repeat(17)}\r\nhello\r\n0\r\n\r\n`, "a chunk size of 17 digits"),
  chunk("ck-no-crlf", "5\r\nhello0\r\n\r\n", "a chunk without its line end"),
  chunk("ck-spill", "5\r\nhello!!\r\n0\r\n\r\n", "a chunk longer than its size"),
];

/** Requests whose content ends nobody knows where. */
export const defects: readonly HttpCheck[] = ROWS.map((row) =>
  httpCheck({
    id: `http/${row.group}/${row.name}`,
    title: row.title,
    level: row.level,
    must: row.must,
    why: row.why,
    sources: row.sections.map(rfc),
    async run(http) {
      const file = plainFile(http.run);
      const method = row.twin === "chunked" ? await chunkedMethod(http) : await contentMethod(http);
      const dialogue = await http.open();
      await dialogue.send(http.request({
        method,
        fields: row.fields,
        content: row.content,
        connection: row.connection ?? null,
        isHostile: true,
        ...(row.version ? { version: row.version } : {}),
      }));
      await dialogue.read();
      const exchange = dialogue.exchange();
      const code = reactionTo(exchange).status ?? 0;
      const isIgnored = row.mayIgnore === true && code >= 200 && code < 300;
      if (!isIgnored) judgeAnswer(exchange, row.due, row.asked);
      if (row.mustClose) await expectNoMore(http, dialogue, row.asked);
      await dialogue.leave();
      const twin = row.twin === "chunked" ? { method, ...PROPER.chunked } : await withContent(http);
      await expectTwin(http, { file, parts: twin });
    },
  })
);

/** More content than anybody sends. */
export const hugeLength = httpCheck({
  id: "http/security/cl-huge",
  title: "Serves on behind a length of a gigabyte",
  level: "strict",
  must: "Refuse a Content-Length of 999,999,999, or wait for the content; go on serving others.",
  why: "malloc() for a length that a stranger names can take all memory, or return NULL.",
  sources: [rfc("9110 §15.5.14")],
  async run(http) {
    const method = await contentMethod(http);
    const dialogue = await http.open();
    await dialogue.send(http.request({
      method,
      fields: ["Content-Length: 999999999"],
      connection: null,
      isHostile: true,
    }));
    await dialogue.listen(40);
    await dialogue.leave();
    const exchange = dialogue.exchange();
    if (exchange.response) {
      judgeAnswer(
        exchange,
        { complies: [between("9110 §15", 200, 599)] },
        "A request with Content-Length: 999999999",
      );
    }
    await expectTwin(http, { file: plainFile(http.run), parts: await withContent(http) });
  },
});

function short(value: string): string {
  return value.length > 12 ? `${value.slice(0, 12)}…` : value;
}
