import { type BodyPlace, type BodyReader, ENDED, type Ending } from "./body.ts";
import { CR, createStore, LF, text } from "./bytes.ts";
import { type Field, parseFieldLine } from "./field_line.ts";
import { type Line, readLine } from "./line.ts";
import { type Problem, problem } from "./problem.ts";

/** The most bytes that a line between chunks may have. */
const MAX_LINE_BYTES = 16 * 1024;
/** The most trailer lines that are kept. */
const MAX_TRAILERS = 100;
/** The most problems that are kept of one body: each chunk may have the same slip. */
const MAX_PROBLEMS = 100;

const EXTENSIONS = /^(?:[ \t]*;[ \t]*[^\s;="]+(?:[ \t]*=[ \t]*(?:[^\s;="]+|"(?:[^"\\]|\\.)*"))?)*$/;

/** `raw`: the coding is broken, and what follows is handed on as it comes. */
type State = "size" | "data" | "data-end" | "data-lf" | "trailers" | "done" | "raw";

/** Reads content in the chunked coding (RFC 9112 §7.1). */
export function readChunked({ offset, emit }: BodyPlace): BodyReader {
  const problems: Problem[] = [];
  const trailers: Field[] = [];
  let state: State = "size";
  let line = createStore(MAX_LINE_BYTES);
  let position = offset;
  let size = 0;
  let left = 0;

  function push(bytes: Uint8Array): Uint8Array {
    let rest = bytes;
    while (rest.length > 0 && state !== "done") {
      const after = take(rest);
      position += rest.length - after.length;
      rest = after;
    }
    return rest;
  }

  function take(bytes: Uint8Array): Uint8Array {
    switch (state) {
      case "size":
      case "trailers":
        return takeLine(bytes);
      case "data":
        return takeData(bytes);
      case "data-end":
      case "data-lf":
        return takeDataEnd(bytes);
      default:
        emit(bytes);
        return bytes.subarray(bytes.length);
    }
  }

  function takeLine(bytes: Uint8Array): Uint8Array {
    const lf = bytes.indexOf(LF);
    const count = line.add(lf < 0 ? bytes : bytes.subarray(0, lf));
    const start = position - line.length + count;
    if (line.length === MAX_LINE_BYTES) return giveUp(start, bytes.subarray(count));
    if (lf < 0) return bytes.subarray(count);
    const whole = line.view();
    const read = readLine(whole, { offset: start });
    if (state === "trailers") takeTrailer(read);
    else if (!takeSize(read)) return giveUp(start, bytes.subarray(count));
    line = createStore(MAX_LINE_BYTES);
    return bytes.subarray(lf + 1);
  }

  /** Takes a line with a chunk's size; says whether it was one. */
  function takeSize({ text: words, offset: at, problems: found }: Line): boolean {
    const digits = /^[ \t]*([0-9A-Fa-f]{1,13})(?=[ \t;]|$)/.exec(words)?.[1];
    if (digits === undefined) return false;
    found.forEach(note);
    const behind = words.slice(words.indexOf(digits) + digits.length);
    if (!words.startsWith(digits) || /^[ \t]+$/.test(behind)) {
      note(problem("chunk-size", at, "White space beside the chunk size"));
    } else if (!EXTENSIONS.test(behind)) note(problem("chunk-extension", at + digits.length));
    size = parseInt(digits, 16);
    left = size;
    state = size === 0 ? "trailers" : "data";
    return true;
  }

  function takeData(bytes: Uint8Array): Uint8Array {
    const count = Math.min(left, bytes.length);
    emit(bytes.subarray(0, count));
    left -= count;
    if (left === 0) state = "data-end";
    return bytes.subarray(count);
  }

  /** Takes the CR LF behind a chunk byte by byte; where it is missing, the next size may stand there at once. */
  function takeDataEnd(bytes: Uint8Array): Uint8Array {
    const [byte] = bytes;
    if (state === "data-end" && byte === CR) {
      state = "data-lf";
      return bytes.subarray(1);
    }
    if (byte !== LF) note(problem("chunk-data-end", position));
    else if (state === "data-end") note(problem("lf-without-cr", position));
    state = "size";
    return bytes.subarray(byte === LF ? 1 : 0);
  }

  function takeTrailer({ text: words, offset: at, problems: found }: Line): void {
    found.forEach(note);
    if (words === "") {
      state = "done";
      return;
    }
    const { field, problems: wrong } = parseFieldLine(words, at);
    wrong.forEach(note);
    if (field !== undefined && trailers.length < MAX_TRAILERS) trailers.push(field);
  }

  /** No size, or a line without an end: all that follows is content, for want of anything better. */
  function giveUp(start: number, behind: Uint8Array): Uint8Array {
    note(problem("chunk-size", start));
    state = "raw";
    emit(line.view());
    return behind;
  }

  function end(ending: Ending): void {
    if (state === "data") {
      const what = `Chunk of ${size} bytes, ${size - left} came, then ${ENDED[ending]}`;
      note(problem("chunk-shorter", position, what));
    } else if (state === "trailers") note(problem("trailers-not-ended", position));
    else if (state === "raw") state = ending === "end" ? "done" : "raw";
    else if (state === "size" && !isSizeBegun()) giveUp(position - line.length, new Uint8Array());
    else if (state !== "done") note(problem("no-last-chunk", position));
  }

  /** Whether the line that the stream ends in could still have become a size. */
  function isSizeBegun(): boolean {
    return /^[0-9A-Fa-f]*(?:[ \t;].*)?\r?$/.test(text(line.view()));
  }

  function note(one: Problem): void {
    if (problems.length < MAX_PROBLEMS) problems.push(one);
  }

  return {
    problems,
    trailers,
    missing: undefined,
    get done() {
      return state === "done";
    },
    push,
    end,
  };
}
