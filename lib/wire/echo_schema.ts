import type * as z from "zod";
import { firstDifference } from "../bytes/compare.ts";
import { counted, excerpt, hexByte } from "../bytes/text.ts";
import { type Evidence, expectation, type Finding } from "./mismatch.ts";

/** How a stream stood when we stopped looking. */
export type Ending = "open" | "end" | "reset";

/** What came on a stream, how it stood then, and after how much silence we stopped waiting. */
export interface StreamObservation {
  /** What came. */
  readonly bytes: Uint8Array;
  /** How the stream stood then. */
  readonly ending: Ending;
  /** How long nothing came before we stopped waiting, in milliseconds. */
  readonly silentMs: number;
  /** Whether the server ended the stream in order after the client had: then nothing more can come. */
  readonly isWhole?: boolean;
}

/** The observation in which exactly `expected` came, however the stream stood then. */
export function echoOf(expected: Uint8Array): z.ZodType<StreamObservation> {
  return expectation((observed) => {
    const offset = firstDifference(expected, observed.bytes);
    return offset === null ? null : findingAt(offset, expected, observed);
  });
}

/** The observation in which the stream has ended in order. */
export function ended(): z.ZodType<StreamObservation> {
  return expectation(({ bytes, ending, silentMs }) => {
    if (ending === "end") return null;
    const expected = "the end of the stream";
    const after = `after ${counted(bytes.length, "byte")}`;
    return ending === "reset"
      ? {
        evidence: "ending",
        message: "The connection was reset where it should have ended",
        expected,
        observed: `a reset ${after}`,
      }
      : {
        evidence: "silence",
        message: `The connection stayed open for ${
          seconds(silentMs)
        } after the client's half-close`,
        expected,
        observed: `an open connection ${after}`,
      };
  });
}

/** A time in words: `2 s`, `350 ms`. */
export function seconds(ms: number): string {
  return ms >= 1000 ? `${Math.round(ms / 100) / 10} s` : `${Math.round(ms)} ms`;
}

function findingAt(offset: number, expected: Uint8Array, observed: StreamObservation): Finding {
  const { bytes } = observed;
  const [evidence, message] = wordsFor(offset, expected, observed);
  return {
    message,
    evidence,
    expected: excerpt(expected),
    observed: excerpt(bytes),
    difference: { expected, observed: bytes, offset },
  };
}

function wordsFor(
  offset: number,
  expected: Uint8Array,
  { bytes, ending, silentMs, isWhole = false }: StreamObservation,
): [Evidence, string] {
  if (offset < bytes.length && offset < expected.length) {
    return ["bytes", changed(offset, expected, bytes)];
  }
  if (offset < bytes.length) {
    return ["bytes", `${counted(bytes.length - expected.length, "byte")} more than sent came back`];
  }
  const part = bytes.length === 0
    ? "Nothing came back"
    : `Only ${bytes.length.toLocaleString("en")} of ${counted(expected.length, "byte")} came back`;
  switch (ending) {
    case "open":
      return ["silence", `${part}, then silence for ${seconds(silentMs)}`];
    case "end":
      return isWhole
        ? ["bytes", `${part}, and no more until the end of the connection`]
        : ["ending", `${part}, then the server ended the connection`];
    case "reset":
      return ["ending", `${part}, then the connection was reset`];
  }
}

function changed(offset: number, expected: Uint8Array, observed: Uint8Array): string {
  const [want, got] = [hexByte(expected[offset] ?? 0), hexByte(observed[offset] ?? 0)];
  return `Byte ${offset.toLocaleString("en")} of ${
    expected.length.toLocaleString("en")
  } came back as ${got} instead of ${want}`;
}
