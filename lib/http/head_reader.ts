import { CR, createStore, join, LF, text } from "./bytes.ts";
import { type Field, isPlainlyContent, parseFieldLine, trimmed } from "./field_line.ts";
import { beginsContent, isContentCutShort } from "./guess.ts";
import {
  type HeadRead,
  type HeadReader,
  MAX_FIELDS,
  MAX_HEAD_BYTES,
  MAX_HEAD_PROBLEMS,
} from "./head.ts";
import { readLine } from "./line.ts";
import { type Problem, problem } from "./problem.ts";
import { isStatusLine, parseStatusLine, type StatusLine } from "./status_line.ts";

/** Where a line was met that is perhaps the body's first, and what was known before it. */
interface Doubt {
  readonly at: number;
  readonly fields: number;
  readonly problems: number;
}

/**
 * Makes a reader for a head that begins at `offset` (RFC 9112 §2.1, §4, §5). It decides by the bytes alone,
 * never by how they arrive, and where the empty line is missing it guesses where the body begins.
 */
export function createHeadReader(offset: number): HeadReader {
  const store = createStore(MAX_HEAD_BYTES);
  const problems: Problem[] = [];
  const fields: Field[] = [];
  let status: StatusLine | undefined;
  let doubt: Doubt | undefined;
  let lineStart = 0;
  let scanned = 0;
  let afterLf = false;
  let lfThenCr = false;
  let bodyStart: number | undefined;

  function push(bytes: Uint8Array): HeadRead | undefined {
    const taken = store.add(bytes);
    while (bodyStart === undefined && step()) { /* a line more */ }
    if (bodyStart === undefined && store.length === MAX_HEAD_BYTES) {
      problems.push(problem("head-too-long", offset + MAX_HEAD_BYTES));
      guessBody(doubt?.at ?? (status === undefined ? 0 : store.length));
    }
    if (bodyStart === undefined || waitsForCr()) return undefined;
    return read(bodyStart, { ended: true, behind: bytes.subarray(taken) });
  }

  /** Takes one line; says whether there may be another. */
  function step(): boolean {
    const bytes = store.view();
    if (beginsContent(bytes, { at: lineStart, inFields: status !== undefined })) {
      guessBody(doubt?.at ?? lineStart);
      return false;
    }
    const lf = bytes.indexOf(LF, scanned);
    scanned = lf < 0 ? bytes.length : lf + 1;
    if (lf < 0) return false;
    const line = readLine(bytes.subarray(lineStart, lf), { offset: offset + lineStart, afterLf });
    const before = problems.length;
    noteLineProblems(line.problems);
    takeLine(line.text, { offset: line.offset, next: lf + 1, before });
    afterLf = line.endsInLf;
    lineStart = lf + 1;
    return bodyStart === undefined;
  }

  function noteLineProblems(found: readonly Problem[]): void {
    for (const one of found) {
      if (one.kind === "lf-then-cr") { // it is the line end that was noted as a lone LF
        lfThenCr = true;
        const index = problems.findLastIndex((other) => other.offset === one.offset);
        if (index >= 0) problems.splice(index, 1);
      }
      note(one);
    }
  }

  /** Keeps a problem, unless every line of an endless head has one. */
  function note(one: Problem): void {
    if (problems.length < MAX_HEAD_PROBLEMS) problems.push(one);
  }

  function takeLine(line: string, place: { offset: number; next: number; before: number }): void {
    if (status === undefined) return takeFirstLine(line, place.offset);
    if (line === "") {
      bodyStart = place.next;
    } else if (/^[ \t]/.test(line)) {
      note(problem("obs-fold", place.offset));
      fold(line);
    } else if (isPlainlyContent(line) || (doubt !== undefined && !line.includes(":"))) {
      problems.length = Math.min(problems.length, place.before);
      guessBody(doubt?.at ?? lineStart);
    } else {
      if (!line.includes(":")) {
        doubt = { at: lineStart, fields: fields.length, problems: place.before };
      }
      const { field, problems: found } = parseFieldLine(line, place.offset);
      found.forEach(note);
      if (field !== undefined) keep(field);
    }
  }

  function takeFirstLine(whole: string, start: number): void {
    const line = whole.trimStart();
    const at = start + whole.length - line.length;
    if (line !== "" && !isStatusLine(line)) return guessBody(lineStart);
    if ((line === "" || at > start) && !problems.some(isStray)) {
      problems.push(problem("stray-before-status-line", start));
    }
    if (line === "") return;
    status = parseStatusLine(line, at);
    problems.push(...status.problems);
  }

  function keep(field: Field): void {
    if (fields.length < MAX_FIELDS) fields.push(field);
    else if (!problems.some(({ kind }) => kind === "too-many-fields")) {
      problems.push(problem("too-many-fields", field.offset));
    }
  }

  function fold(line: string): void {
    const last = fields.pop();
    if (last !== undefined) {
      fields.push({ ...last, value: trimmed(`${last.value} ${trimmed(line)}`) });
    }
  }

  /** The body begins here, without an empty line before it. */
  function guessBody(at: number): void {
    if (status === undefined) {
      problems.length = 0;
      problems.push(problem("no-status-line", offset + at));
    } else {
      if (doubt !== undefined) {
        fields.length = Math.min(fields.length, doubt.fields);
        problems.length = Math.min(problems.length, doubt.problems);
      }
      problems.push(problem("no-blank-line", offset + at));
    }
    bodyStart = at;
  }

  /** Whether the last line end was LF CR so far, so that a CR more belongs to the empty line. */
  function waitsForCr(): boolean {
    if (!lfThenCr || bodyStart === undefined) return false;
    const next = store.view()[bodyStart];
    const last = problems.at(-1);
    if (next === CR) bodyStart += 1;
    if (next === CR && last?.kind === "lf-without-cr") {
      problems.splice(-1, 1, problem("lf-then-cr", last.offset));
    }
    lfThenCr = next === undefined;
    return lfThenCr;
  }

  function end(): HeadRead {
    if (bodyStart !== undefined) return read(bodyStart, { ended: true });
    const partial = text(store.view().subarray(lineStart)).replace(/\r$/, "");
    const bare = partial.indexOf("\r");
    if (bare >= 0) problems.push(problem("bare-cr", offset + lineStart + bare));
    if (status === undefined) return endInStatusLine(partial);
    if (doubt !== undefined || isContentCutShort(partial, fields)) {
      guessBody(doubt?.at ?? lineStart);
      return read(bodyStart ?? lineStart, { ended: true });
    }
    problems.push(problem("head-not-ended", offset + store.length));
    return read(store.length, { ended: false });
  }

  function endInStatusLine(partial: string): HeadRead {
    const begun = "HTTP".startsWith(partial.slice(0, 4).toUpperCase());
    if (!begun && !isStatusLine(partial)) {
      guessBody(lineStart);
      return read(lineStart, { ended: true });
    }
    if (isStatusLine(partial)) {
      status = parseStatusLine(partial.replaceAll("\r", " "), offset + lineStart);
    }
    problems.push(problem("head-not-ended", offset + store.length));
    return read(store.length, { ended: false });
  }

  function read(
    at: number,
    { ended, behind = new Uint8Array() }: { ended: boolean; behind?: Uint8Array },
  ): HeadRead {
    const bytes = store.view();
    const rest = join(bytes.subarray(at), behind);
    if (status === undefined) return { ended, problems, rest };
    const { version, reason } = status;
    const code = status.status === undefined ? {} : { status: status.status };
    const head = { offset, version, reason, fields, raw: bytes.slice(0, at), ...code };
    return { head, ended, problems, rest };
  }

  return { push, end };
}

function isStray({ kind }: Problem): boolean {
  return kind === "stray-before-status-line";
}
