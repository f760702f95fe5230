import { quote } from "../../bytes/text.ts";
import { type Block, LABEL_WIDTH, padTo, verbatim } from "../../text/blocks.ts";
import type { Sent } from "./sent.ts";

const INDENT = 4;
/** How many lines of a message are shown. */
const LINES = 8;
/** So much of a message must be text for it to be shown as lines. */
const TEXT_SHARE = 0.9;

/** Whether bytes are lines of text that end in LF, as the head of an HTTP message is. */
export function isLines(data: Uint8Array): boolean {
  const head = headOf(data);
  const text = head.filter((byte) =>
    (byte >= 0x20 && byte < 0x7f) || byte === 0x0d || byte === 0x0a
  );
  return head.includes(0x0a) && text.length >= TEXT_SHARE * head.length;
}

/** Whether bytes are lines that end in CR LF: a request, and no line of an echo. */
export function isMessage(data: Uint8Array): boolean {
  return isLines(data) && data.includes(0x0d);
}

/** The head of a message line by line, each line end visible; what follows it is one number. */
export function drawLines(label: string, { data, bytes }: Sent, columns: number): readonly Block[] {
  const head = headOf(data);
  const width = Math.max(20, columns - INDENT - LABEL_WIDTH);
  const lines = linesOf(head).map((line) => shorten(quote(line).slice(1, -1), width));
  const hidden = Math.max(0, lines.length - LINES);
  const more = [
    ...(hidden > 0 ? [`and ${hidden} more lines`] : []),
    ...(bytes > head.length
      ? [`and ${(bytes - head.length).toLocaleString("en")} bytes behind them`]
      : []),
  ];
  return [...lines.slice(0, LINES), ...more].map((line, i) =>
    verbatim(" ".repeat(INDENT) + padTo(i === 0 ? label : "", LABEL_WIDTH) + line)
  );
}

/** Up to and with the first empty line, or all of it. */
function headOf(data: Uint8Array): Uint8Array {
  for (let at = 0; at + 1 < data.length; at++) {
    if (data[at] !== 0x0a) continue;
    if (data[at + 1] === 0x0a) return data.subarray(0, at + 2);
    if (data[at + 1] === 0x0d && data[at + 2] === 0x0a) return data.subarray(0, at + 3);
  }
  return data;
}

function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(0x0a, start);
    const next = end < 0 ? bytes.length : end + 1;
    lines.push(bytes.subarray(start, next));
    start = next;
  }
  return lines;
}

function shorten(text: string, width: number): string {
  return text.length <= width ? text : `${text.slice(0, width - 3)}...`;
}
