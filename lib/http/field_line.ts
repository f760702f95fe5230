import { type Problem, problem } from "./problem.ts";

/** One field of a head or of trailers. */
export interface Field {
  /** The name as it was written; compare it without regard to case. */
  readonly name: string;
  /** The value without the white space around it, characters for bytes. */
  readonly value: string;
  /** Where its line begins, counted from the connection's first byte. */
  readonly offset: number;
}

/** What one line of a head turned out to be. */
export interface FieldLine {
  /** The field, where the line is one, well-formed or not. */
  readonly field?: Field;
  /** What is wrong with it. */
  readonly problems: readonly Problem[];
}

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const CLEARLY_NO_NAME = /[^\t !#$%&'*+\-.^_`|~0-9A-Za-z()[\]@,?=]/;

/** Whether a text is a token (RFC 9110 §5.6.2): the characters of methods, field names and codings. */
export function isToken(text: string): boolean {
  return TOKEN.test(text);
}

/** Whether a line cannot be meant as a field line: what stands before its colon is no name, by any slip. */
export function isPlainlyContent(line: string): boolean {
  const colon = line.indexOf(":");
  return CLEARLY_NO_NAME.test(colon < 0 ? line : line.slice(0, colon));
}

/**
 * Reads a field line, `Name: value` (RFC 9112 §5).
 *
 * @param line The line without its end, characters for bytes.
 * @param offset Where the line begins.
 */
export function parseFieldLine(line: string, offset: number): FieldLine {
  const colon = line.indexOf(":");
  if (colon < 0) return { problems: [problem("no-colon", offset)] };
  const name = line.slice(0, colon).replace(/[ \t]+$/, "");
  const raw = line.slice(colon + 1);
  const problems: Problem[] = [];
  if (name === "") problems.push(problem("empty-name", offset + colon));
  if (name !== "" && !isToken(name)) {
    const at = Array.from(name).findIndex((character) => !isToken(character));
    problems.push(problem("field-name", offset + at));
  }
  if (name.length < colon && name !== "") {
    problems.push(problem("space-before-colon", offset + name.length));
  }
  problems.push(...valueProblems(raw, offset + colon + 1));
  return { field: { name, value: trimmed(raw), offset }, problems };
}

/** What a field's value may not hold: control characters but HTAB (RFC 9110 §5.5). */
export function valueProblems(value: string, offset: number): readonly Problem[] {
  const at = value.search(/[^\t\x20-\x7e\x80-\xff]/);
  if (at < 0) return [];
  return [problem(value[at] === "\0" ? "nul-in-head" : "field-value", offset + at)];
}

/** A value without the optional white space around it: spaces and tabs, nothing else. */
export function trimmed(value: string): string {
  return value.replace(/^[ \t]+|[ \t]+$/g, "");
}
