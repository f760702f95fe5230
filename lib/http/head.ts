import type { Field } from "./field_line.ts";
import type { Problem } from "./problem.ts";

/** The most bytes that a head may have; beyond them the rest is taken for the body. */
export const MAX_HEAD_BYTES = 256 * 1024;
/** The most field lines that are kept of one head. */
export const MAX_FIELDS = 1000;
/** The most problems with single lines that are kept of one head. */
export const MAX_HEAD_PROBLEMS = 500;

/** The head of a response: its status line and its fields. */
export interface Head {
  /** Where it begins, counted from the connection's first byte. */
  readonly offset: number;
  /** The version as it was written, as `HTTP/1.1`; empty where there is none. */
  readonly version: string;
  /** The status code, where there is one. */
  readonly status?: number;
  /** The reason phrase, characters for bytes. */
  readonly reason: string;
  /** The fields in the order in which they came. */
  readonly fields: readonly Field[];
  /** The head's bytes as they came, with the empty line. */
  readonly raw: Uint8Array;
}

/** What a head reader has read when it is done. */
export interface HeadRead {
  /** The head; missing where the bytes begin with no status line. */
  readonly head?: Head;
  /** Whether the head came to its end, or to where the body plainly begins. */
  readonly ended: boolean;
  /** What is wrong with it. */
  readonly problems: readonly Problem[];
  /** The bytes behind it. */
  readonly rest: Uint8Array;
}

/** Collects the bytes of one head, however they are cut. */
export interface HeadReader {
  /** Takes bytes; returns the head once it has ended. */
  push(bytes: Uint8Array): HeadRead | undefined;
  /** No more bytes will come. */
  end(): HeadRead;
}

/** Whether a response is interim: another one to the same request follows (RFC 9110 §15.2). */
export function isInterim(status: number): boolean {
  return status >= 100 && status < 200 && status !== 101;
}
