import { type Alternative, closed, type Due, refused, served, status } from "../answer.ts";
import { type Rejection, rejection } from "./rejection.ts";

/** 400 is due; any refusal, or the end of the connection, will do. */
function must400(section: string): Due {
  return {
    complies: [status(section, 400)],
    tolerable: [refused(section), closed("9112 §2.2")],
  };
}

/** The standard leaves open how it is refused. */
function anyRefusal(section: string, ...more: readonly Alternative[]): Due {
  return { complies: [refused(section), closed("9112 §2.2"), ...more] };
}

const NAME_WHY =
  "What one program takes for a name another skips: with such a line, fields can be smuggled past a guard.";

const ROWS: readonly Rejection[] = [
  {
    name: "rej-space-colon",
    title: "Refuses a space between a field's name and its colon",
    level: "standard",
    must: 'Answer a field written as "X-A : v" with 400.',
    why: NAME_WHY,
    sections: ["9112 §5.1"],
    asked: 'A GET with the field "X-A : v"',
    defect: () => ({ fields: ["X-A : v"] }),
    twin: () => ({ fields: ["X-A: v"] }),
    due: must400("9112 §5.1"),
  },
  {
    name: "rej-name-space",
    title: "Refuses a space in a field's name",
    level: "standard",
    must: 'Answer a field written as "Bad Name: v" with 400.',
    why: NAME_WHY,
    sections: ["9112 §5"],
    asked: 'A GET with the field "Bad Name: v"',
    defect: () => ({ fields: ["Bad Name: v"] }),
    twin: () => ({ fields: ["BadName: v"] }),
    due: must400("9112 §5"),
  },
  {
    name: "rej-no-colon",
    title: "Refuses a header line without a colon",
    level: "strict",
    must: "Refuse a request with a header line that has no colon.",
    why: "strchr() returns NULL there: a server that goes on with it dies.",
    sections: ["9112 §2.2", "9112 §5"],
    asked: "A GET with a line without a colon",
    defect: () => ({ fields: ["NoColonHere"] }),
    due: anyRefusal("9112 §5"),
  },
  {
    name: "rej-empty-name",
    title: "Refuses a field without a name",
    level: "strict",
    must: 'Refuse a request with the header line ": v".',
    why: NAME_WHY,
    sections: ["9112 §5"],
    asked: "A GET with a field without a name",
    defect: () => ({ fields: [": v"] }),
    due: anyRefusal("9112 §5"),
  },
  {
    name: "rej-name-nontoken",
    title: "Refuses brackets in a field's name",
    level: "strict",
    must: 'Refuse a request with the field "X[]: v".',
    why: NAME_WHY,
    sections: ["9112 §5", "9110 §5.6.2"],
    asked: 'A GET with the field "X[]: v"',
    defect: () => ({ fields: ["X[]: v"] }),
    due: anyRefusal("9110 §5.6.2"),
  },
  {
    name: "obs-fold",
    title: "Refuses a folded field, or unfolds it",
    level: "standard",
    must:
      "Answer a field that goes on in a second line, behind a space, with 400, or take it for one line.",
    why: NAME_WHY,
    sections: ["9112 §5.2"],
    asked: "A GET with a folded field",
    defect: () => ({ fields: ["X-A: v", " continued"] }),
    twin: () => ({ fields: ["X-A: v continued"] }),
    due: {
      complies: [status("9112 §5.2", 400), served("9112 §5.2")],
      tolerable: [refused("9112 §5.2"), closed("9112 §2.2")],
    },
  },
  {
    name: "ws-before-first-field",
    title: "Lets no field begin with white space",
    level: "strict",
    must: "Refuse a request whose first header line begins with a space, or ignore that line.",
    why: NAME_WHY,
    sections: ["9112 §2.2"],
    asked: "A GET whose first header line begins with a space",
    defect: ({ target }) => ({ line: `GET ${target} HTTP/1.1\r\n X-A: v` }),
    due: anyRefusal("9112 §2.2", served("9112 §2.2")),
  },
  {
    name: "ws-hides-host",
    title: "Takes no field for Host that begins with white space",
    level: "strict",
    must: "Refuse a request whose only Host stands in a first line that begins with a space.",
    why: `${NAME_WHY} Such a line is either refused or ignored: then there is no Host.`,
    sections: ["9112 §2.2", "9112 §3.2"],
    asked: 'A GET whose only Host is the first line, " Host: name",',
    defect: ({ host, target }) => ({
      host: null,
      line: `GET ${target} HTTP/1.1\r\n Host: ${host}`,
    }),
    needsHost: true,
    due: anyRefusal("9112 §2.2"),
  },
  {
    name: "rej-nul",
    title: "Refuses a NUL in a field's value",
    level: "strict",
    must: "Answer a field value with a byte 00 with 400, or take a space for it.",
    why: "A C string ends there, and what stands behind it is seen by some programs only.",
    sections: ["9110 §5.5"],
    asked: "A GET with a NUL in a field's value",
    defect: () => ({ fields: ["X-A: a\0b"] }),
    twin: () => ({ fields: ["X-A: a b"] }),
    due: anyRefusal("9110 §5.5", served("9110 §5.5")),
  },
  {
    name: "rej-bare-cr",
    title: "Lets no CR alone end a line",
    level: "strict",
    must: "Answer a CR without LF in a value with 400, or take a space for it.",
    why: "Where a CR alone ends a line, one program sees a field that another doesn't.",
    sections: ["9112 §2.2", "9110 §5.5"],
    asked: "A GET with a CR without LF in a value",
    defect: () => ({ fields: ["X-A: a\rb"] }),
    twin: () => ({ fields: ["X-A: a b"] }),
    due: anyRefusal("9112 §2.2", served("9110 §5.5")),
  },
  {
    name: "rej-bare-cr-host",
    title: "Takes nothing behind a CR alone for a field",
    level: "strict",
    must:
      'Refuse a request whose only Host stands behind a CR without LF: "X-A: a", CR, "Host: name".',
    why: "A CR alone ends no line: taken for one, fields can be smuggled in with a value.",
    sections: ["9112 §2.2", "9112 §3.2"],
    asked: "A GET whose only Host stands behind a CR without LF",
    defect: ({ host }) => ({ host: null, fields: [`X-A: a\rHost: ${host}`] }),
    needsHost: true,
    due: anyRefusal("9112 §2.2"),
  },
];

/** Header lines that are none. */
export const fieldLines = ROWS.map((row) => rejection(row, "rejections"));
