import type { Field } from "./field_line.ts";
import { type Problem, problem } from "./problem.ts";

/** How the bytes of a connection ended: in order (FIN), by a reset, or not at all while we waited. */
export type Ending = "end" | "reset" | "silence";

/** Takes content as it comes; `offset` counts from the content's first byte. The bytes are valid during the call only. */
export type BodySink = (bytes: Uint8Array, offset: number) => void;

/** Reads the content of one response, however its bytes are cut. */
export interface BodyReader {
  /** Whether the content has come to its end. */
  readonly done: boolean;
  /** The number of bytes still to come, where that is known. */
  readonly missing: number | undefined;
  /** What is wrong with it so far. */
  readonly problems: readonly Problem[];
  /** The fields behind the last chunk. */
  readonly trailers: readonly Field[];
  /** Takes bytes, and returns those behind the content. */
  push(bytes: Uint8Array): Uint8Array;
  /** No more bytes will come: says what that leaves undone. */
  end(ending: Ending): void;
}

/** Where the content of a response begins, and who takes it. */
export interface BodyPlace {
  /** Where it begins, counted from the connection's first byte. */
  readonly offset: number;
  /** Takes each piece of the content. */
  readonly emit: (bytes: Uint8Array) => void;
}

/** Reads content of `length` bytes (RFC 9112 §6.3, rule 6). */
export function readByLength(length: number, { offset, emit }: BodyPlace): BodyReader {
  const problems: Problem[] = [];
  let came = 0;
  return {
    problems,
    trailers: [],
    get done() {
      return came === length;
    },
    get missing() {
      return length - came;
    },
    push(bytes) {
      const count = Math.min(bytes.length, length - came);
      came += count;
      if (count > 0) emit(bytes.subarray(0, count));
      return bytes.subarray(count);
    },
    end(ending) {
      if (came === length) return;
      const what = `${length} bytes announced, ${came} came, then ${ENDED[ending]}`;
      problems.push(problem("body-shorter", offset + came, what));
    },
  };
}

/** Reads content up to the end of the connection (RFC 9112 §6.3, rule 8). */
export function readToClose({ offset, emit }: BodyPlace): BodyReader {
  const problems: Problem[] = [];
  let came = 0;
  let done = false;
  return {
    problems,
    trailers: [],
    missing: undefined,
    get done() {
      return done;
    },
    push(bytes) {
      came += bytes.length;
      emit(bytes);
      return bytes.subarray(bytes.length);
    },
    end(ending) {
      done = ending === "end";
      if (ending === "reset") problems.push(problem("body-cut", offset + came));
      if (ending === "silence") problems.push(problem("end-not-marked", offset + came));
    },
  };
}

/** What came instead of the bytes that are missing, in words. */
export const ENDED: Readonly<Record<Ending, string>> = {
  end: "the connection ended",
  reset: "the connection was reset",
  silence: "nothing more",
};
