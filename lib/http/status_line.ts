import { type Problem, problem } from "./problem.ts";

/** What a status line says, as far as it could be made out. */
export interface StatusLine {
  /** The version as it was written, as `HTTP/1.1`; empty where there is none. */
  readonly version: string;
  /** The status code, where there is one. */
  readonly status?: number;
  /** The reason phrase, characters for bytes; often empty. */
  readonly reason: string;
  /** What is wrong with the line. */
  readonly problems: readonly Problem[];
}

/** Whether a line is a status line at all, be it malformed; what is not belongs to a body without a head. */
export function isStatusLine(line: string): boolean {
  return /^(?:HTTP|\d{3}(?:[ \t]|$)|[A-Z]{2,8}\/[\d.]+[ \t])/i.test(line);
}

/**
 * Reads a status line, `HTTP/1.1 200 OK` (RFC 9112 §4), as far as it can be understood.
 *
 * @param line The line without its end, characters for bytes.
 * @param offset Where the line begins.
 */
export function parseStatusLine(line: string, offset: number): StatusLine {
  const problems: Problem[] = [];
  const version = matched(/^(?:[A-Z]+\/?[\d.]*)?/i, line);
  if (!/^HTTP\/1\.\d$/.test(version)) {
    problems.push(
      problem("status-line-version", offset + versionMismatch(line), badVersion(version)),
    );
  }
  const space = matched(/^[ \t]*/, line.slice(version.length));
  if (version !== "" && space !== " ") {
    const at = space.startsWith(" ") ? 1 : 0;
    problems.push(problem("status-line-space", offset + version.length + at));
  }
  const start = version.length + space.length;
  const { status, end, problems: found } = parseCode(line, { start, offset });
  problems.push(...found);
  const reason = end === undefined ? "" : line.slice(end);
  const control = reason.search(/[^\t\x20-\x7e\x80-\xff]/);
  if (end !== undefined && control >= 0) {
    problems.push(problem("reason-phrase", offset + end + control));
  }
  return { version, reason: reason.trim(), problems, ...(status === undefined ? {} : { status }) };
}

function parseCode(
  line: string,
  { start, offset }: { readonly start: number; readonly offset: number },
): { readonly status?: number; readonly end?: number; readonly problems: readonly Problem[] } {
  const digits = matched(/^\d+/, line.slice(start));
  if (digits.length !== 3) {
    const elsewhere = /(?:^|[ \t])(\d{3})(?:[ \t]|$)/.exec(line.slice(start))?.[1];
    return {
      problems: [problem("status-code", offset + start)],
      ...(elsewhere === undefined ? {} : { status: Number(elsewhere) }),
    };
  }
  const status = Number(digits);
  const end = start + 3;
  const problems: Problem[] = [];
  if (status < 100 || status > 599) {
    problems.push(
      problem("status-range", offset + start, `Status code ${digits} outside 100 to 599`),
    );
  }
  if (line[end] !== " ") problems.push(problem("no-space-before-reason", offset + end));
  return { status, end, problems };
}

/** The index at which a line stops being like `HTTP/1.1`. */
function versionMismatch(line: string): number {
  const pattern = [/H/, /T/, /T/, /P/, /\//, /1/, /\./, /\d/, /[ \t]/];
  const index = pattern.findIndex((wanted, at) => !wanted.test(line[at] ?? ""));
  return index < 0 ? 0 : index;
}

function badVersion(version: string): string {
  if (version === "") return "No HTTP version";
  return `"${version}" instead of "HTTP/1.1"`;
}

function matched(pattern: RegExp, line: string): string {
  return pattern.exec(line)?.[0] ?? "";
}
