import { joinBytes } from "../bytes/byte_list.ts";
import { firstDifference, sameBytes } from "../bytes/compare.ts";
import { KEPT_BYTES, type TranscriptEntry } from "../wire/transcript.ts";

/** What was sent without an answer in between, and what came back before more was sent. */
export interface Portion {
  /** What was sent. */
  readonly sent: Uint8Array;
  /** What came back. */
  readonly received: Uint8Array;
  /** When its first byte was sent, in milliseconds since the check began. */
  readonly sentMs: number;
  /** When the first byte of the answer came; `null` without one. */
  readonly answeredMs: number | null;
}

/** A moment at which the check gave up waiting, and how much had moved by then. */
export interface Silence {
  /** When, in milliseconds since the check began. */
  readonly ms: number;
  /** What was sent. */
  readonly sent: number;
  /** What came back. */
  readonly received: number;
  /** Whether our side had been ended by then. */
  readonly isHalfClosed: boolean;
}

/** All that happened on one connection, or on one datagram socket. */
export interface Conversation {
  /** Which connection or socket of the check, counted from 1. */
  readonly conn: number;
  /** All that happened, in its order. */
  readonly entries: readonly TranscriptEntry[];
  /** The bytes that were sent, up to the first that the record doesn't hold. */
  readonly sent: Uint8Array;
  /** The bytes that came, up to the first that the record doesn't hold. */
  readonly received: Uint8Array;
  /** How many bytes were sent. */
  readonly sentBytes: number;
  /** How many bytes came. */
  readonly receivedBytes: number;
  /** Whether the record holds all bytes. */
  readonly isWhole: boolean;
  /** What was sent and answered by turns. */
  readonly portions: readonly Portion[];
  /** When it was waited in vain. */
  readonly silences: readonly Silence[];
  /** When it was connected, in milliseconds since the check began. */
  readonly connectMs: number;
  /** When we ended our side; `null` where we never did. */
  readonly halfCloseMs: number | null;
  /** How the server ended the connection, as far as we saw. */
  readonly ending: "open" | "end" | "reset";
  /** When the server ended it, in milliseconds since the check began; `null` where it did not. */
  readonly endMs: number | null;
  /** When we closed it. */
  readonly closeMs: number | null;
  /** When anything was sent or received for the last time. */
  readonly movedMs: number;
}

/** The conversations of a check, one for each connection. */
export function conversationsOf(transcript: readonly TranscriptEntry[]): readonly Conversation[] {
  const conns = [...new Set(transcript.map(({ conn }) => conn))];
  return conns.map((conn) => conversation(conn, transcript.filter((entry) => entry.conn === conn)));
}

function conversation(conn: number, entries: readonly TranscriptEntry[]): Conversation {
  const all = (event: TranscriptEntry["event"]) => entries.filter((entry) => entry.event === event);
  const first = (event: TranscriptEntry["event"]) => all(event)[0]?.ms ?? null;
  const [sends, receives] = [all("send"), all("receive")];
  const end = entries.find(({ event }) => event === "end" || event === "reset");
  const moved = entries.findLast(({ event }) => event === "send" || event === "receive");
  return {
    conn,
    entries,
    sent: kept(sends),
    received: kept(receives),
    sentBytes: total(sends),
    receivedBytes: total(receives),
    isWhole: [...sends, ...receives].every(isKept),
    portions: portionsOf(entries),
    silences: silencesOf(entries),
    connectMs: entries[0]?.ms ?? 0,
    halfCloseMs: first("half-close"),
    ending: isOurs(end, entries) ? "open" : end?.event === "reset" ? "reset" : end ? "end" : "open",
    endMs: isOurs(end, entries) ? null : end?.ms ?? null,
    closeMs: first("close"),
    movedMs: moved?.ms ?? 0,
  };
}

/** A reset that is the last thing on a connection which isn't closed after it is our own. */
function isOurs(end: TranscriptEntry | undefined, entries: readonly TranscriptEntry[]): boolean {
  return end?.event === "reset" && !entries.some(({ event }) => event === "close");
}

function kept(entries: readonly TranscriptEntry[]): Uint8Array {
  const cut = entries.findIndex((entry) => !isKept(entry));
  return joinBytes(...entries.slice(0, cut < 0 ? undefined : cut + 1).map(({ data }) => data));
}

function isKept({ bytes }: TranscriptEntry): boolean {
  return bytes <= KEPT_BYTES;
}

function total(entries: readonly TranscriptEntry[]): number {
  return entries.reduce((sum, { bytes }) => sum + bytes, 0);
}

function portionsOf(entries: readonly TranscriptEntry[]): readonly Portion[] {
  const portions: TranscriptEntry[][] = [];
  let wasAnswered = true;
  for (const entry of entries) {
    if (entry.event === "send") {
      if (wasAnswered) portions.push([]);
      wasAnswered = false;
    } else if (entry.event === "receive") wasAnswered = true;
    if (entry.event === "send" || entry.event === "receive") portions.at(-1)?.push(entry);
  }
  return portions.map((entries) => {
    const of = (event: string) => entries.filter((entry) => entry.event === event);
    return {
      sent: joinBytes(...of("send").map(({ data }) => data)),
      received: joinBytes(...of("receive").map(({ data }) => data)),
      sentMs: entries[0]?.ms ?? 0,
      answeredMs: of("receive")[0]?.ms ?? null,
    };
  });
}

function silencesOf(entries: readonly TranscriptEntry[]): readonly Silence[] {
  return entries.flatMap((entry, i) => {
    if (entry.event !== "timeout") return [];
    const before = entries.slice(0, i);
    const moved = (event: string) => total(before.filter((other) => other.event === event));
    const isHalfClosed = before.some(({ event }) => event === "half-close");
    return [{ ms: entry.ms, sent: moved("send"), received: moved("receive"), isHalfClosed }];
  });
}

/** Whether exactly what was sent has come back, as far as the record goes. */
export function isEchoed(conversation: Conversation): boolean {
  return conversation.sentBytes === conversation.receivedBytes &&
    differenceIn(conversation) === null;
}

/** Where what came parts from what was sent, as far as the record goes; `null` where it doesn't. */
export function differenceIn({ sent, received, isWhole }: Conversation): number | null {
  const at = firstDifference(sent, received);
  return isWhole || at === null || at < Math.min(sent.length, received.length) ? at : null;
}

/** Whether what came back is the beginning of what was sent. */
export function isPrefix(part: Uint8Array, whole: Uint8Array): boolean {
  return part.length <= whole.length && sameBytes(part, whole.subarray(0, part.length));
}

/** Whether the server ended the connection while our side was still open. */
export function endedFirst({ ending, entries }: Conversation): boolean {
  const at = entries.findIndex(({ event }) => event === "half-close");
  return ending !== "open" &&
    (at < 0 || entries.slice(0, at).some(({ event }) => event === "end" || event === "reset"));
}

/** How much came before our half-close. */
export function receivedBeforeEnd({ entries }: Conversation): number {
  const at = entries.findIndex(({ event }) => event === "half-close");
  return total(
    entries.slice(0, at < 0 ? undefined : at).filter(({ event }) => event === "receive"),
  );
}
