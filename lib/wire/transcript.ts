/** What can happen on a connection or a datagram socket. */
export type WireEvent =
  | "connect"
  | "send"
  | "half-close"
  | "receive"
  | "end"
  | "reset"
  | "timeout"
  | "close";

/** One line of a conversation. */
export interface TranscriptEntry {
  /** When it began, in milliseconds since the check began. */
  readonly ms: number;
  /** Which connection or socket of the check, counted from 1. */
  readonly conn: number;
  /** What happened. */
  readonly event: WireEvent;
  /** How many bytes were sent or received. */
  readonly bytes: number;
  /** The first of those bytes. */
  readonly data: Uint8Array;
  /** What was really sent, where `data` is what was due for it. */
  readonly asked?: Uint8Array;
}

/** How many bytes of one entry are kept. */
export const KEPT_BYTES = 64 * 1024;
/** How many entries of one check are kept. */
export const KEPT_ENTRIES = 600;

/** The record of all that a check saw on its connections, bounded in length. */
export class Transcript {
  readonly #entries: Growing[] = [];
  readonly #startMs: number;
  readonly #now: () => number;

  /** An empty record; `now` is a clock in milliseconds, and its time now counts as 0. */
  constructor(now: () => number) {
    this.#now = now;
    this.#startMs = now();
  }

  /** The entries so far, in the order in which they happened. */
  get entries(): readonly TranscriptEntry[] {
    return this.#entries;
  }

  /**
   * Notes an event. On a stream, what is received or sent in several pieces with nothing in between
   * is one entry, since segments mean nothing there; each datagram stands alone (`whole`).
   */
  note(conn: number, event: WireEvent, data: Uint8Array = NOTHING, whole = false): void {
    const last = this.#entries.at(-1);
    if (!whole && data.length > 0 && last?.conn === conn && last.event === event) {
      last.append(data);
    } else if (this.#entries.length < KEPT_ENTRIES) {
      this.#entries.push(new Growing(this.#now() - this.#startMs, conn, event, data));
    }
  }
}

const NOTHING = new Uint8Array();

class Growing implements TranscriptEntry {
  bytes = 0;
  #data: Uint8Array = NOTHING;
  constructor(
    readonly ms: number,
    readonly conn: number,
    readonly event: WireEvent,
    data: Uint8Array,
  ) {
    this.append(data);
  }
  get data(): Uint8Array {
    return this.#data.subarray(0, Math.min(this.bytes, KEPT_BYTES));
  }
  append(piece: Uint8Array): void {
    const kept = piece.subarray(0, Math.max(0, KEPT_BYTES - this.bytes));
    if (this.bytes + kept.length > this.#data.length) this.#grow(this.bytes + kept.length);
    this.#data.set(kept, Math.min(this.bytes, KEPT_BYTES));
    this.bytes += piece.length;
  }
  #grow(length: number): void {
    const larger = new Uint8Array(Math.min(KEPT_BYTES, Math.max(length, this.#data.length * 2)));
    larger.set(this.#data);
    this.#data = larger;
  }
}
