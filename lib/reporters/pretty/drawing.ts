import { hex, printable } from "../../bytes/text.ts";
import { type Block, LABEL_WIDTH, padTo, prose, verbatim } from "../../text/blocks.ts";
import type { Paint } from "../../text/paint.ts";

/** Two byte strings to draw one above the other, or windows into them. */
export interface Comparison {
  /** What the upper row is called: `sent` or `expected`. */
  readonly upper: string;
  /** The offset at which both excerpts begin. */
  readonly from: number;
  readonly expected: Uint8Array;
  readonly observed: Uint8Array;
  /** The offset of the first byte that differs. */
  readonly offset: number;
  readonly expectedBytes: number;
  readonly observedBytes: number;
}

/** How a drawing is made. */
export interface DrawingOptions {
  readonly columns: number;
  readonly paint: Paint;
}

/** What the lower row is called. */
const LOWER = "came back";
const INDENT = 4;
/** How many rows of a comparison are drawn, when more than one is needed. */
const ROWS = 2;

/** Two byte strings, row by row, with `^^` under the first byte that differs. */
export function drawComparison(
  comparison: Comparison,
  options: DrawingOptions,
): readonly Block[] {
  const { from, expected, observed, offset } = comparison;
  const perRow = bytesPerRow(options.columns);
  const isShort = from === 0 && Math.max(expected.length, observed.length) <= ROWS * perRow;
  const start = isShort || offset < perRow * 2 / 3
    ? from
    : Math.max(from, offset - Math.floor(perRow / 3));
  const end = Math.min(start + ROWS * perRow, from + Math.max(expected.length, observed.length));
  const rows = Array.from({ length: Math.max(1, Math.ceil((end - start) / perRow)) }, (_, i) => {
    const at = start + i * perRow;
    const part = (bytes: Uint8Array) => bytes.subarray(at - from, at - from + perRow);
    return { at, expected: part(expected), observed: part(observed) };
  }).filter(({ at, ...row }) =>
    at <= offset || (row.expected.length > 0 && row.observed.length > 0)
  );
  return [
    ...totals(comparison, { start, end }),
    ...rows.flatMap((row) => drawRow(row, comparison, { ...options, perRow })),
  ];
}

/** Bytes as rows of hex and text under one label, with their count where there are more. */
export function drawBytes(
  label: string,
  { data, bytes }: { readonly data: Uint8Array; readonly bytes: number },
  { columns, rows }: { readonly columns: number; readonly rows: number },
): readonly Block[] {
  if (bytes === 0) return [verbatim(row(label, "nothing"))];
  const perRow = bytesPerRow(columns);
  const shown = data.subarray(0, rows * perRow);
  const width = 3 * Math.min(perRow, shown.length);
  const lines = Array.from({ length: Math.ceil(shown.length / perRow) }, (_, i) => {
    const part = shown.subarray(i * perRow, (i + 1) * perRow);
    return verbatim(row(i === 0 ? label : "", columnsOf(part, width)));
  });
  const left = bytes - shown.length;
  return left > 0 ? [...lines, verbatim(row("", `and ${grouped(left)} more`))] : lines;
}

/** The most of 16, 12, 8 and 4 bytes that fit in a line with their label, as hex and as text. */
export function bytesPerRow(columns: number): number {
  const fits = (count: number) => INDENT + LABEL_WIDTH + 4 * count + 2 <= columns;
  return [16, 12, 8].find(fits) ?? 4;
}

interface Row {
  readonly at: number;
  readonly expected: Uint8Array;
  readonly observed: Uint8Array;
}

function totals(
  { upper, expectedBytes, observedBytes }: Comparison,
  { start, end }: { readonly start: number; readonly end: number },
): readonly Block[] {
  if (start === 0 && end >= Math.max(expectedBytes, observedBytes)) return [];
  const counts = `${grouped(expectedBytes)} bytes ${upper}, ${grouped(observedBytes)} ${LOWER}`;
  const where = start === 0 ? "the first of them" : `from byte ${grouped(start)} on`;
  return [prose(`${counts}; ${where}:`, { indent: INDENT })];
}

function drawRow(
  { at, expected, observed }: Row,
  comparison: Comparison,
  { perRow, columns, paint }: DrawingOptions & { readonly perRow: number },
): readonly Block[] {
  const width = 3 * Math.max(expected.length, observed.length);
  const isMarked = comparison.offset >= at && comparison.offset < at + perRow;
  return [
    verbatim(row(comparison.upper, columnsOf(expected, width) || none(comparison.expectedBytes))),
    verbatim(row(LOWER, columnsOf(observed, width) || none(comparison.observedBytes))),
    ...(isMarked ? mark(comparison, { column: 3 * (comparison.offset - at), columns, paint }) : []),
  ];
}

/** `^^`, and what it is that differs: beside it, or below where the line is too short. */
function mark(
  comparison: Comparison,
  { column, columns, paint }: DrawingOptions & { readonly column: number },
): readonly Block[] {
  const before = INDENT + LABEL_WIDTH + column;
  const words = markWords(comparison);
  const carets = " ".repeat(before) + paint.bad("^^");
  if (before + 3 + words.length <= columns) return [verbatim(`${carets} ${words}`)];
  return [verbatim(carets), prose(words, { indent: INDENT, label: "" })];
}

function markWords({ upper, offset, from, expected, observed, ...totals }: Comparison): string {
  const { expectedBytes, observedBytes } = totals;
  if (observedBytes === 0) return "here it should begin";
  if (offset >= observedBytes) return `after ${grouped(offset)} bytes it stops`;
  if (offset >= expectedBytes) return `from here on it is more than ${upper}`;
  const byte = (bytes: Uint8Array) => hex(bytes.subarray(offset - from, offset - from + 1));
  return `byte ${grouped(offset)}: ${byte(observed)}, ${upper} ${byte(expected)}`;
}

function none(totalBytes: number): string {
  return totalBytes === 0 ? "nothing" : "nothing more";
}

function row(label: string, text: string): string {
  return " ".repeat(INDENT) + padTo(label, LABEL_WIDTH) + text;
}

function columnsOf(bytes: Uint8Array, width: number): string {
  return bytes.length === 0 ? "" : `${padTo(hex(bytes), width)}  ${printable(bytes)}`;
}

function grouped(count: number): string {
  return count.toLocaleString("en");
}
