import { firstDifference } from "../bytes/compare.ts";
import { hex, printable, quote } from "../bytes/text.ts";
import type { TranscriptEntry } from "../wire/transcript.ts";
import { type Conversation, isEchoed } from "./conversation.ts";
import type { Observation } from "./observation.ts";

/** How wide the labels of an explanation are. */
const LABEL_WIDTH = 12;
const BYTES_SHOWN = 14;
const EVENTS_SHOWN = 8;
const QUOTED_BYTES = 16;

/** The shortest exchange among those that a mistake explains: the bytes where they differ, else what happened. */
export function drawingOf(explained: readonly Observation[]): readonly string[] {
  const strange = explained.flatMap(({ conversations }) => conversations)
    .filter((conversation) => isDrawable(conversation))
    .sort((a, b) => a.sentBytes - b.sentBytes);
  const [shortest] = strange;
  if (shortest) {
    const isAsked = shortest.entries.some(({ asked }) => asked);
    return drawBytes(shortest.sent, shortest.received, isAsked ? "due" : "sent");
  }
  const told = explained.filter(({ conversations }) => conversations.length > 0)
    .sort((a, b) => a.transcript.length - b.transcript.length)[0];
  return told ? drawEvents(told) : [];
}

/** Where a label stands before its text. */
export function labelled(label: string, text: string): readonly string[] {
  return text.split("\n").map((line, i) => (i === 0 ? label : "").padEnd(LABEL_WIDTH) + line);
}

/** Something came back, and not just the beginning of what was sent with silence behind. */
function isDrawable(conversation: Conversation): boolean {
  const { sentBytes, receivedBytes, ending, silences } = conversation;
  if (sentBytes === 0 || receivedBytes === 0 || isEchoed(conversation)) return false;
  return receivedBytes >= sentBytes || ending === "end" || silences.length === 0;
}

/** Two rows of bytes with the first that differs marked: what was sent, or is in a file, and what came back. */
export function drawBytes(
  sent: Uint8Array,
  received: Uint8Array,
  label = "sent",
): readonly string[] {
  const at = firstDifference(sent, received) ?? 0;
  const from = Math.max(0, at + 4 - BYTES_SHOWN);
  const part = (bytes: Uint8Array) => bytes.subarray(from, from + BYTES_SHOWN);
  const [upper, lower] = [part(sent), part(received)];
  const width = 3 * Math.max(upper.length, lower.length);
  const row = (bytes: Uint8Array) =>
    bytes.length === 0 ? "nothing more" : `${hex(bytes).padEnd(width)}  ${printable(bytes)}`;
  return [
    ...(from > 0 ? labelled("", `from byte ${from.toLocaleString("en")} on:`) : []),
    ...labelled(label, row(upper)),
    ...labelled("came back", row(lower)),
    " ".repeat(LABEL_WIDTH + 3 * (at - from)) + "^^",
  ];
}

function drawEvents({ transcript, conversations }: Observation): readonly string[] {
  const isOne = conversations.length === 1;
  const lines = transcript.filter(({ event }) => event !== "close").map((entry) =>
    labelled(`${Math.round(entry.ms)} ms`, (isOne ? "" : `client ${entry.conn} `) + words(entry))
  );
  const shown = lines.length > EVENTS_SHOWN + 1 ? lines.slice(-EVENTS_SHOWN) : lines;
  return [...(shown.length < lines.length ? labelled("…", "") : []), ...shown.flat()];
}

function words({ event, bytes: count, asked, data: due }: TranscriptEntry): string {
  const data = asked ?? due;
  const bytes = asked?.length ?? count;
  const text = bytes <= QUOTED_BYTES
    ? quote(data)
    : `${bytes.toLocaleString("en")} bytes: ${quote(data.subarray(0, QUOTED_BYTES))}…`;
  switch (event) {
    case "connect":
      return "connects";
    case "send":
      return `sends ${text}`;
    case "receive":
      return `gets ${text}`;
    case "half-close":
      return "ends its side (half-close)";
    case "end":
      return "sees the end of the connection";
    case "reset":
      return "sees the connection reset";
    case "timeout":
      return "has waited in vain";
    case "close":
      return "closes";
  }
}
