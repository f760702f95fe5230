import { hex, printable, quote } from "../../bytes/text.ts";
import type { CheckReport } from "../../report.ts";
import { type Block, verbatim } from "../../text/blocks.ts";
import { cut } from "../../text/safe.ts";
import { plural } from "../../text/words.ts";

type Entry = CheckReport["transcript"][number];

/** How many lines of one conversation are drawn, and how many bytes of a line's data are looked at. */
const LINES = 16;
const GLIMPSE_BYTES = 64;

const WORDS: Readonly<Record<Entry["event"], string>> = {
  connect: "connected",
  send: "sent",
  receive: "came back",
  end: "the server ended its side",
  reset: "reset",
  timeout: "silence",
  close: "closed",
};

/** What was said on the connections of a check, line by line: when, by whom, and the bytes. */
export function drawConversation(
  transcript: readonly Entry[],
  columns: number,
): readonly Block[] {
  const shown = transcript.length > LINES
    ? [...transcript.slice(0, LINES - 4), null, ...transcript.slice(-3)]
    : transcript;
  const isOne = transcript.every(({ conn }) => conn === transcript[0]?.conn);
  return shown.map((entry) => {
    if (entry === null) {
      const left = transcript.length - LINES + 1;
      return verbatim(`    ${" ".repeat(12)}... ${left} more ${plural(left, "line")}`);
    }
    return verbatim(cut(lineOf(entry, { isOne, columns }), columns));
  });
}

function lineOf(
  { ms, conn, event, bytes, data }: Entry,
  { isOne, columns }: { readonly isOne: boolean; readonly columns: number },
): string {
  const time = `${ms.toFixed(1).padStart(8)} ms  `;
  const who = isOne ? "" : `client ${String(conn).padEnd(3)}`;
  const isData = event === "send" || event === "receive";
  if (!isData) return `    ${time}${who}${WORDS[event]}`;
  const count = `${bytes.toLocaleString("en")} ${plural(bytes, "byte").padEnd(5)}`;
  const start = `    ${time}${who}${WORDS[event].padEnd(9)}  ${count.padStart(9)}  `;
  return start + glimpse(Uint8Array.fromBase64(data), columns - start.length);
}

/** As many bytes as fit: as text where most of them are text, else in hex. */
function glimpse(data: Uint8Array, room: number): string {
  const bytes = data.subarray(0, GLIMPSE_BYTES);
  const strange = Array.from(printable(bytes)).filter((letter) => letter === ".").length;
  const write = strange * 3 > bytes.length + 6 ? hex : quote;
  let count = bytes.length;
  while (count > 0 && write(bytes.subarray(0, count)).length + 4 > room) count--;
  if (bytes.length === 0) return "";
  return write(bytes.subarray(0, count)) + (count < data.length ? " ..." : "");
}
