import type { Level } from "../../../lib/check.ts";
import {
  type Alternative,
  between,
  closed,
  type Due,
  headless,
  refused,
  served,
  status,
} from "../answer.ts";
import { type Place, type Rejection, rejection } from "./rejection.ts";

interface LineRow {
  readonly name: string;
  readonly title: string;
  readonly level: Level;
  readonly must: string;
  readonly why: string;
  readonly sections: readonly [string, ...string[]];
  readonly asked: string;
  readonly line: (place: Place) => string;
  readonly due: Due;
  /** Whether no header field follows. */
  readonly isBare?: boolean;
}

const END: Alternative = closed("9112 §2.2");

function refuse(section: string, ...tolerable: readonly Alternative[]): Due {
  return { complies: [refused(section), END], tolerable };
}

const VERSION_WHY =
  "The version says how the rest is to be read. What isn't HTTP/1 can't be read as HTTP/1.";
const PARSE_WHY =
  "Three words with one space between each: strtok() and sscanf() also take what is none, or return NULL.";
const NO_LINE = headless("9112 §2.2");

const ROWS: readonly LineRow[] = [
  {
    name: "rej-garbage-line",
    title: "Refuses a line that is no request",
    level: "standard",
    must: "Answer HELLO and an empty line with 400, or close the connection.",
    why: PARSE_WHY,
    sections: ["9112 §2.2", "9112 §3"],
    asked: "HELLO instead of a request line",
    line: () => "HELLO",
    due: refuse("9112 §3", NO_LINE),
    isBare: true,
  },
  {
    name: "rej-method-alone",
    title: "Refuses a method without a target",
    level: "standard",
    must: "Answer GET and an empty line with 400, or close the connection.",
    why: PARSE_WHY,
    sections: ["9112 §3"],
    asked: "GET alone instead of a request line",
    line: () => "GET",
    due: refuse("9112 §3", NO_LINE),
    isBare: true,
  },
  {
    name: "rej-no-version",
    title: "Refuses a request line without a version",
    level: "strict",
    must: "Answer GET /file without a version with 400 or 505, or close the connection.",
    why: VERSION_WHY,
    sections: ["9112 §3"],
    asked: "A request line without a version",
    line: ({ target }) => `GET ${target}`,
    due: refuse("9112 §3", headless("9112 §3")),
    isBare: true,
  },
  {
    name: "rej-two-spaces",
    title: "Answers two spaces in a request line",
    level: "strict",
    must: "Answer a request line with two spaces with 400, or serve it.",
    why: PARSE_WHY,
    sections: ["9112 §3"],
    asked: "A request line with two spaces behind GET",
    line: ({ target }) => `GET  ${target} HTTP/1.1`,
    due: refuse("9112 §3", served("9112 §3")),
  },
  {
    name: "rej-tab-sep",
    title: "Answers a tab in a request line",
    level: "strict",
    must: "Answer a request line with a tab for a space with 400, or serve it.",
    why: PARSE_WHY,
    sections: ["9112 §3"],
    asked: "A request line with a tab behind GET",
    line: ({ target }) => `GET\t${target} HTTP/1.1`,
    due: refuse("9112 §3", served("9112 §3")),
  },
  {
    name: "rej-space-in-target",
    title: "Refuses a space in the target",
    level: "strict",
    must: "Refuse a request line with a space in its target.",
    why: PARSE_WHY,
    sections: ["9112 §3.2"],
    asked: "A request line with a space in its target",
    line: ({ target }) => `GET ${target} x HTTP/1.1`,
    due: refuse("9112 §3.2"),
  },
  {
    name: "rej-trailing-sp",
    title: "Answers a space behind the version",
    level: "strict",
    must: "Answer a request line with a space at its end with 400, or serve it.",
    why: PARSE_WHY,
    sections: ["9112 §3"],
    asked: "A request line with a space at its end",
    line: ({ target }) => `GET ${target} HTTP/1.1 `,
    due: refuse("9112 §3", served("9112 §3")),
  },
  {
    name: "rej-version-junk",
    title: "Refuses HTTP/1.x",
    level: "standard",
    must: "Answer the version HTTP/1.x with 400 or 505, or close the connection.",
    why: VERSION_WHY,
    sections: ["9112 §2.3"],
    asked: "A request of HTTP/1.x",
    line: ({ target }) => `GET ${target} HTTP/1.x`,
    due: refuse("9112 §2.3", NO_LINE),
  },
  {
    name: "rej-version-lower",
    title: "Refuses http/1.1 in lower case",
    level: "standard",
    must: "Refuse the version http/1.1: it is case-sensitive.",
    why: VERSION_WHY,
    sections: ["9112 §2.3"],
    asked: "A request of http/1.1 in lower case",
    line: ({ target }) => `GET ${target} http/1.1`,
    due: refuse("9112 §2.3", NO_LINE),
  },
  {
    name: "rej-version-name",
    title: "Refuses HTP/1.1",
    level: "standard",
    must: "Refuse the version HTP/1.1: that is not HTTP.",
    why: VERSION_WHY,
    sections: ["9112 §2.3"],
    asked: "A request of HTP/1.1",
    line: ({ target }) => `GET ${target} HTP/1.1`,
    due: refuse("9112 §2.3", NO_LINE),
  },
  {
    name: "rej-version-digits",
    title: "Refuses HTTP/11",
    level: "strict",
    must: "Answer the version HTTP/11 with 400 or 505.",
    why: VERSION_WHY,
    sections: ["9112 §2.3"],
    asked: "A request of HTTP/11",
    line: ({ target }) => `GET ${target} HTTP/11`,
    due: refuse("9112 §2.3", NO_LINE),
  },
  {
    name: "rej-version-major",
    title: "Refuses HTTP/2.0 in the form of HTTP/1",
    level: "strict",
    must: "Answer a request of HTTP/2.0 that is written as one of HTTP/1 with 505 or 400.",
    why: VERSION_WHY,
    sections: ["9110 §15.6.6", "9110 §2.5"],
    asked: "A request of HTTP/2.0",
    line: ({ target }) => `GET ${target} HTTP/2.0`,
    due: {
      complies: [status("9110 §15.6.6", 505, 400)],
      tolerable: [refused("9110 §15.6.6"), END, NO_LINE],
    },
  },
  {
    name: "rej-version-unknown",
    title: "Refuses HTTP/9.9",
    level: "strict",
    must: "Answer a request of HTTP/9.9 with 505 or 400.",
    why: VERSION_WHY,
    sections: ["9110 §15.6.6", "9110 §2.5"],
    asked: "A request of HTTP/9.9",
    line: ({ target }) => `GET ${target} HTTP/9.9`,
    due: {
      complies: [status("9110 §15.6.6", 505, 400)],
      tolerable: [refused("9110 §15.6.6"), END, NO_LINE],
    },
  },
  {
    name: "rej-fragment",
    title: "Answers a fragment in the target",
    level: "strict",
    must: "Answer a target with # in it with 400; serving it, or 404, will do.",
    why: "The fragment is the browser's own: no client sends it.",
    sections: ["9112 §3.2"],
    asked: "A target with a fragment",
    line: ({ target }) => `GET ${target}#x HTTP/1.1`,
    due: {
      complies: [status("9112 §3.2", 400)],
      tolerable: [served("9112 §3.2"), between("9110 §15.5", 400, 499), END],
    },
  },
  {
    name: "rej-no-slash",
    title: "Refuses a target that doesn't begin with a slash",
    level: "strict",
    must: "Refuse a request whose target is a path without its first slash.",
    why: "Glued to the document root's name, it names a file beside that folder.",
    sections: ["9112 §3.2", "9112 §3.2.1"],
    asked: "A target without its first slash",
    line: ({ target }) => `GET ${target.slice(1) || "index.html"} HTTP/1.1`,
    due: refuse("9112 §3.2.1"),
  },
  {
    name: "rej-star-get",
    title: "Refuses GET *",
    level: "strict",
    must: "Answer GET * with 400 or 404: the asterisk belongs to OPTIONS.",
    why: "It is no path.",
    sections: ["9112 §3.2.4"],
    asked: "GET *",
    line: () => "GET * HTTP/1.1",
    due: refuse("9112 §3.2.4"),
  },
  {
    name: "rej-8bit-target",
    title: "Refuses raw bytes beyond ASCII in the target",
    level: "strict",
    must: "Answer a target with the bytes c3 a9 in it with 400 or 404.",
    why: "A path is written in ASCII; all else stands there as %XX.",
    sections: ["9112 §3.2"],
    asked: "A target with the bytes c3 a9 in it",
    line: () => "GET /caf\u00c3\u00a9-none HTTP/1.1",
    due: refuse("9112 §3.2"),
  },
  {
    name: "rej-h2-preface",
    title: "Refuses the first bytes of HTTP/2",
    level: "strict",
    must: "Answer PRI * HTTP/2.0 with 400 or 505, or close the connection.",
    why:
      "A client of HTTP/2 begins so on purpose: a server of HTTP/1 must not take it for a request.",
    sections: ["9112 §2.3"],
    asked: "PRI * HTTP/2.0",
    line: () => "PRI * HTTP/2.0",
    due: {
      ...refuse("9112 §2.3", NO_LINE),
      complies: [refused("9112 §2.3"), END, headless("9113 §3.4")],
    },
    isBare: true,
  },
];

/** Request lines that are none, or of another protocol. */
export const requestLines = ROWS.map(({ line, isBare = false, ...row }) => {
  const bare = isBare ? { host: null, connection: null } : {};
  const whole: Rejection = { ...row, defect: (place) => ({ line: line(place), ...bare }) };
  return rejection(whole, "rejections");
});
