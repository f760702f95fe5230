import type { BodySink } from "./body.ts";

/** A body that is compared as it comes, never held. */
export interface BodyComparison {
  /** Takes the pieces: hand it to a parser as `onBody`. */
  readonly sink: BodySink;
  /** The offset at which the two part; of a body that is merely too short, its end. */
  readonly differsAt: number | undefined;
  /** The number of bytes that came. */
  readonly length: number;
  /** Whether all of the expected bytes came, and nothing else. */
  readonly same: boolean;
}

/** Compares a body with the bytes that it should be, piece by piece. */
export function compareBody(expected: Uint8Array): BodyComparison {
  let differsAt: number | undefined;
  let length = 0;
  return {
    sink(bytes, offset) {
      length = offset + bytes.length;
      if (differsAt !== undefined) return;
      let at = 0;
      while (at < bytes.length && bytes[at] === expected[offset + at]) at += 1;
      if (at < bytes.length) differsAt = offset + at;
    },
    get differsAt() {
      return differsAt ?? (length < expected.length ? length : undefined);
    },
    get length() {
      return length;
    },
    get same() {
      return differsAt === undefined && length === expected.length;
    },
  };
}
