import type * as z from "zod";
import { indexOfBytes } from "../../lib/bytes/compare.ts";
import { counted } from "../../lib/bytes/text.ts";
import { difference, type FieldDifference } from "../../lib/layout/difference.ts";
import { hex } from "../../lib/layout/hex.ts";
import type { Layout } from "../../lib/layout/layout.ts";
import { wordReadings } from "../../lib/layout/readings.ts";
import { recogniseSlips } from "../../lib/layout/slips.ts";
import { seconds, type StreamObservation } from "../../lib/wire/echo_schema.ts";
import { type Evidence, expectation, type Finding } from "../../lib/wire/mismatch.ts";

/** What was asked, and the reply that is due. */
interface Exchange {
  readonly layout: Layout;
  readonly request: Uint8Array;
  readonly expected: Uint8Array;
}

/** How many explanations a message gives: some mistakes leave the same bytes. */
const EXPLANATIONS = 2;
/** An explanation is looked for up to this size of a request, in bytes: it takes time, and a small one shows as much. */
const EXPLAINED_BYTES = 4096;
/** So many bytes in a row are found again wherever they lie; fewer may be there by chance. */
const TELLING_BYTES = 4;

/** Whether the right replies came and nothing else. */
export function isRight({ layout, expected }: Exchange, { bytes }: StreamObservation): boolean {
  return difference(layout, { expected, observed: bytes }).length === 0;
}

/** The observation of right replies and nothing else; `why` explains wrong ones, known mistakes unless told otherwise. */
export function rightReplies(exchange: Exchange, why?: string): z.ZodType<StreamObservation> {
  return expectation((observed) => {
    const { layout, expected } = exchange;
    const [wrong] = difference(layout, { expected, observed: observed.bytes });
    return wrong ? findingAt(wrong, { ...exchange, why }, observed) : null;
  });
}

/**
 * The observation of a reply in which the named fields are right, whatever the others hold. Bytes are
 * right also where a wrong number before them has displaced them.
 */
export function rightFields(
  names: ReadonlySet<string>,
  exchange: Exchange,
): z.ZodType<StreamObservation> {
  return expectation((observed) => {
    const { layout, expected } = exchange;
    if (observed.bytes.length === 0) return missing(exchange, observed);
    const wrong = difference(layout, { expected, observed: observed.bytes })
      .find((candidate) =>
        candidate.field !== null && names.has(candidate.field) &&
        !isDisplaced(candidate, layout, observed.bytes)
      );
    return wrong ? findingAt(wrong, exchange, observed) : null;
  });
}

/** The observation of a reply of the right size, whatever it holds. */
export function rightSize(exchange: Exchange): z.ZodType<StreamObservation> {
  return expectation((observed) => {
    const { expected } = exchange;
    const { length } = observed.bytes;
    if (length === expected.length) return null;
    if (length === 0) return missing(exchange, observed);
    const much = length > expected.length ? "more" : "less";
    return {
      evidence: length > expected.length ? "bytes" : endingOf(observed)[0],
      message: `${counted(length, "byte")} came back, ${
        counted(Math.abs(length - expected.length), "byte")
      } ${much} than the reply has${explanation(exchange, observed)}`,
      expected: `${counted(expected.length, "byte")}: ${hex(expected)}`,
      observed: `${counted(length, "byte")}: ${hex(observed.bytes)}`,
      difference: {
        expected,
        observed: observed.bytes,
        offset: Math.min(expected.length, length),
      },
    };
  });
}

/** The observation in which anything came back. */
export function anyReply(exchange: Exchange): z.ZodType<StreamObservation> {
  return expectation((observed) => observed.bytes.length > 0 ? null : missing(exchange, observed));
}

/** The words for what a stream ended in, and what they rest on. */
export function endingOf(
  { ending, silentMs, isWhole = false }: StreamObservation,
): readonly [Evidence, string] {
  switch (ending) {
    case "open":
      return ["silence", `then silence for ${seconds(silentMs)}`];
    case "end":
      return [isWhole ? "bytes" : "ending", "then the server ended the connection"];
    case "reset":
      return ["ending", "then the connection was reset"];
  }
}

/** The mistakes that give just these bytes, as the end of a sentence; nothing where none is known. */
export function explanation(
  { layout, request }: Exchange,
  { bytes: observed }: StreamObservation,
): string {
  if (observed.length === 0 || request.length > EXPLAINED_BYTES) return "";
  const words = recogniseSlips(layout, { request, observed }).map(({ words }) =>
    `when ${words.charAt(0).toLowerCase()}${words.slice(1)}`
  );
  const shown = [...new Set(words)].slice(0, EXPLANATIONS);
  return shown.length === 0 ? "" : `. Just these bytes come ${shown.join(", or ")}`;
}

function findingAt(
  wrong: FieldDifference,
  exchange: Exchange & { readonly why?: string | undefined },
  observed: StreamObservation,
): Finding {
  const { expected, why = explanation(exchange, observed) } = exchange;
  const { bytes } = observed;
  if (bytes.length === 0) return missing(exchange, observed);
  const isCut = wrong.offset + wrong.observed.length >= bytes.length &&
    wrong.observed.length < wrong.expected.length;
  const [evidence, ending] = endingOf(observed);
  const name = wrong.field === null ? "behind the record" : `"${wrong.field}"`;
  return {
    evidence: isCut ? evidence : "bytes",
    message: `${wrong.message}${isCut ? `, ${ending}` : ""}${why}`,
    expected: `${name}: ${wordReadings(wrong.expected)}`,
    observed: `${name}: ${wordReadings(wrong.observed)}`,
    difference: { expected, observed: bytes, offset: firstOffset(wrong) },
  };
}

function missing({ expected }: Exchange, observed: StreamObservation): Finding {
  const [evidence, ending] = endingOf(observed);
  return {
    evidence,
    message: `No reply came, ${ending}`,
    expected: `${counted(expected.length, "byte")}: ${hex(expected)}`,
    observed: "nothing",
    difference: { expected, observed: observed.bytes, offset: 0 },
  };
}

function firstOffset({ offset, expected, observed }: FieldDifference): number {
  let at = 0;
  while (at < expected.length && expected[at] === observed[at]) at++;
  return offset + at;
}

function isDisplaced(
  { field, expected }: FieldDifference,
  layout: Layout,
  bytes: Uint8Array,
): boolean {
  if (layout.fields.find(({ name }) => name === field)?.type !== "bytes") return false;
  return expected.length >= TELLING_BYTES
    ? indexOfBytes(bytes, expected) >= 0
    : indexOfBytes(bytes.subarray(-expected.length || bytes.length), expected) >= 0;
}
