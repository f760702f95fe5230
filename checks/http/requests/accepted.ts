import type { Level } from "../../../lib/check.ts";
import { targetOf } from "../../../lib/site/site.ts";
import { closed, type Due, judgeAnswer, refused, served, status } from "../answer.ts";
import { expectFound } from "../content/expect_file.ts";
import { type Http, type HttpCheck, httpCheck } from "../http_check.ts";
import { plainFile } from "../pick.ts";
import { printfOf, requestOf, type RequestParts } from "../request.ts";
import { rfc } from "../sources.ts";

interface Accepted {
  readonly name: string;
  readonly title: string;
  readonly level: Level;
  readonly must: string;
  readonly why: string;
  readonly sections: readonly string[];
  /** Who asks, as a sentence begins. */
  readonly asked: string;
  readonly parts: (http: Pick<Http, "host">, target: string) => RequestParts;
  /** What will do beside the file itself. */
  readonly due?: Due;
  readonly isRisky?: boolean;
}

const FIELD_WHY = "Field names are told apart without regard to case: strcasecmp(), not strcmp().";
const SPACE_WHY = "Spaces and tabs round a value are no part of it: skip them on both sides.";

const ROWS: readonly Accepted[] = [
  {
    name: "acc-field-name-case",
    title: "Takes field names in any case",
    level: "core",
    must: "Serve a request whose field names are in odd cases, as hOsT.",
    why: FIELD_WHY,
    sections: ["9110 §5.1"],
    asked: "A GET with hOsT and cONNECTION for Host and Connection",
    parts: ({ host }) => ({
      host: null,
      fields: [`hOsT: ${host}`, "cONNECTION: close"],
      connection: null,
    }),
  },
  {
    name: "acc-ows-none",
    title: "Takes a field without a space behind the colon",
    level: "core",
    must: 'Serve a request with "Host:" and the value right behind it.',
    why: SPACE_WHY,
    sections: ["9112 §5"],
    asked: "A GET without a space behind Host:",
    parts: ({ host }) => ({ host: null, fields: [`Host:${host}`] }),
  },
  {
    name: "acc-ows-tab",
    title: "Takes a tab behind the colon",
    level: "standard",
    must: "Serve a request with a tab between Host: and its value.",
    why: SPACE_WHY,
    sections: ["9112 §5", "9110 §5.6.3"],
    asked: "A GET with a tab behind Host:",
    parts: ({ host }) => ({ host: null, fields: [`Host:\t${host}`] }),
  },
  {
    name: "acc-ows-trailing",
    title: "Takes spaces on both sides of a value",
    level: "standard",
    must: "Serve a request with spaces before and behind the value of Host.",
    why: SPACE_WHY,
    sections: ["9110 §5.5"],
    asked: "A GET with spaces round the value of Host",
    parts: ({ host }) => ({ host: null, fields: [`Host:  ${host}  `] }),
  },
  {
    name: "acc-empty-value",
    title: "Takes a field with an empty value",
    level: "standard",
    must: "Serve a request with a field that has no value.",
    why: "strtok() skips what is empty, and gives the next line for the value.",
    sections: ["9110 §5.5"],
    asked: "A GET with an empty field",
    parts: () => ({ fields: ["X-Empty:"] }),
  },
  {
    name: "acc-unknown-fields",
    title: "Ignores fields that it doesn't know",
    level: "core",
    must: "Serve a request with 50 header fields that mean nothing to the server.",
    why: "Every browser sends a dozen of them, and next year others.",
    sections: ["9110 §5.1"],
    asked: "A GET with 50 unknown fields",
    parts: () => ({ fields: Array.from({ length: 50 }, (_, i) => `X-${i}: ${i}`) }),
  },
  {
    name: "acc-field-order",
    title: "Takes the fields in any order",
    level: "core",
    must: "Serve a request whose Host comes last.",
    why: "The order of different fields means nothing.",
    sections: ["9110 §5.3"],
    asked: "A GET with Host as the last field",
    parts: ({ host }) => ({
      host: null,
      fields: ["User-Agent: a", "Accept: */*", "Connection: close", `Host: ${host}`],
      connection: null,
    }),
  },
  {
    name: "acc-browser",
    title: "Serves a request as a browser sends it",
    level: "core",
    must: "Serve a GET with the fields that a browser sends, some 600 bytes in all.",
    why: "That is how people will look at it.",
    sections: ["9110 §9.3.1"],
    asked: "A GET as of a browser",
    parts: () => ({
      fields: [
        "User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
        "Accept-Language: en-GB,en;q=0.5",
        "Upgrade-Insecure-Requests: 1",
        "Sec-Fetch-Dest: document",
        "Sec-Fetch-Mode: navigate",
        "Sec-Fetch-Site: none",
        "Sec-Fetch-User: ?1",
        "Priority: u=0, i",
      ],
    }),
  },
  {
    name: "acc-long-field",
    title: "Takes a field of 4,000 bytes",
    level: "standard",
    must: "Serve a request with a field value of 4,000 bytes.",
    why:
      "Cookies are as long as that. Read on until the empty line; never write behind the buffer.",
    sections: ["9110 §5.4"],
    asked: "A GET with a field of 4,000 bytes",
    parts: () => ({ fields: [`Cookie: a=${"x".repeat(4000)}`], isHostile: true }),
    isRisky: true,
  },
  {
    name: "acc-absolute-form",
    title: "Takes the absolute form of a target",
    level: "standard",
    must: "Serve GET http://host/path HTTP/1.1 as GET /path.",
    why:
      "Clients write it so to a proxy, and every server must understand it: skip http:// and the host.",
    sections: ["9112 §3.2.2"],
    asked: "A GET for http://host/path",
    parts: ({ host }, target) => ({ target: `http://${host}${target}` }),
  },
  {
    name: "acc-absolute-form-host",
    title: "Goes by the absolute form where Host says otherwise",
    level: "strict",
    must: "Ignore Host where the target names another host.",
    why: "With two answers to one question the standard says which one holds.",
    sections: ["9112 §3.2.2"],
    asked: "A GET for http://host/path with another Host",
    parts: ({ host }, target) => ({ target: `http://${host}${target}`, host: "other.example" }),
  },
  {
    name: "acc-http10",
    title: "Serves a client of HTTP/1.0",
    level: "standard",
    must: "Serve a request of HTTP/1.0, which has no Host.",
    why: "Host came with HTTP/1.1: an older client can't send it.",
    sections: ["9112 §3.2", "9110 §6.2"],
    asked: "A GET of HTTP/1.0 without Host",
    parts: () => ({ version: "HTTP/1.0", host: null, connection: null }),
    due: { complies: [served("9110 §6.2")], tolerable: [status("9110 §15.6.6", 505)] },
  },
  {
    name: "acc-minor-version",
    title: "Takes HTTP/1.2 as HTTP/1.1",
    level: "strict",
    must: "Serve a request of HTTP/1.2: it is as good as HTTP/1.1 to a server that knows no more.",
    why: "The second digit of the version never changes how a message is read.",
    sections: ["9110 §6.2"],
    asked: "A GET of HTTP/1.2",
    parts: () => ({ version: "HTTP/1.2", isHostile: true }),
    due: { complies: [served("9110 §6.2")], tolerable: [status("9110 §15.6.6", 505, 400)] },
    isRisky: true,
  },
  {
    name: "acc-leading-crlf",
    title: "Ignores an empty line before the request",
    level: "strict",
    must: "Serve a request that comes behind an empty line.",
    why: "Old clients send one behind the content of a POST.",
    sections: ["9112 §2.2"],
    asked: "A GET behind an empty line",
    parts: (_, target) => ({ line: `\r\nGET ${target} HTTP/1.1`, isHostile: true }),
    due: {
      complies: [served("9112 §2.2")],
      tolerable: [refused("9112 §2.2"), closed("9112 §2.2")],
    },
    isRisky: true,
  },
];

/** Requests that every server must understand. */
export const accepted: readonly HttpCheck[] = ROWS.filter((row) => !row.isRisky).map(toCheck);

/** Requests that a fragile server may not survive. */
export const acceptedLater: readonly HttpCheck[] = ROWS.filter((row) => row.isRisky).map(toCheck);

function toCheck(row: Accepted): HttpCheck {
  return httpCheck({
    id: `http/requests/${row.name}`,
    title: row.title,
    level: row.level,
    must: row.must,
    why: row.why,
    sources: row.sections.map(rfc),
    byHand: {
      run: `${
        printfOf(requestOf(row.parts({ host: "{host}" }, "/"), { host: "{host}", target: "/" }))
      } | nc -w 1 {host} {port} | head -1`,
      right: "HTTP/1.1 200 OK",
    },
    async run(http) {
      const file = plainFile(http.run);
      const exchange = await http.ask(row.parts(http, targetOf(file)), { file });
      if (row.due) judgeAnswer(exchange, row.due, row.asked);
      expectFound(exchange, file, row.asked);
    },
  });
}
