import { ByteList } from "../bytes/byte_list.ts";
import type { Clock } from "./clock.ts";
import type { Ending } from "./echo_schema.ts";
import type { Transcript } from "./transcript.ts";
import type { Stream } from "./wire.ts";

/** What a channel needs beside its stream. */
export interface ChannelOptions {
  /** How many bytes may wait unread for each that was sent, where replies are longer; 1 unless told otherwise. */
  readonly perByte?: number | undefined;
  /** The time, and waiting for it. */
  readonly clock: Clock;
  /** Where all that happens is noted. */
  readonly transcript: Transcript;
  /** Which connection of the check this is, counted from 1. */
  readonly conn: number;
  /** Ends every wait but those of the closing: its reason is thrown. */
  readonly signal: AbortSignal;
  /** Called once, when the first byte, the end or a reset comes. */
  readonly onAnswer?: () => void;
}

/** How much more than was sent is taken from a server before we stop reading, in bytes. */
const SLACK_BYTES = 256 * 1024;
/** How much is read or written at once, in bytes. */
export const SLICE_BYTES = 64 * 1024;
/** What is read at the most, in milliseconds and in bytes beyond those sent, to end in order. */
const DRAIN_MS = 2000;
const DRAIN_BYTES = 8 * 1024 * 1024;

/**
 * A stream that is read all the time, also while it is written to, into an inbox of bounded size.
 * Waiting for it is bounded by silence: each byte that moves, either way, begins the time anew.
 */
export class Channel {
  readonly #stream: Stream;
  readonly #options: ChannelOptions;
  readonly #pumping: Promise<void>;
  readonly #waiters = new Set<() => void>();
  #inbox = new ByteList();
  #taken = 0;
  #sent = 0;
  #received = 0;
  #ending: Ending = "open";
  #reading = true;
  #draining = false;
  #writing = false;
  #wroteEnd = false;
  #closed = false;
  #answered = false;
  #endedLast = false;
  #firstSentMs: number | null = null;
  #answerMs: number | null = null;
  #progressMs: number;
  #pausedMs = 0;
  #inVainMs = 0;

  /** Takes over a stream that is connected, and reads from it at once. */
  constructor(stream: Stream, options: ChannelOptions) {
    this.#stream = stream;
    this.#options = options;
    this.#progressMs = options.clock.now();
    this.#note("connect");
    this.#pumping = this.#pump();
  }

  /** How the stream stands: still open, ended by the server, or reset. */
  get ending(): Ending {
    return this.#ending;
  }

  /** Whether the server ended its side after we had ended ours: then nothing more can come. */
  get endedLast(): boolean {
    return this.#endedLast;
  }

  /** How long the first answer took, in milliseconds; `null` until bytes were sent and bytes came. */
  get answerMs(): number | null {
    return this.#answerMs;
  }

  /** How many bytes have been sent. */
  get sent(): number {
    return this.#sent;
  }

  /** How many bytes have come in. */
  get received(): number {
    return this.#received;
  }

  /** How long it was waited for what never came, in milliseconds. */
  get inVainMs(): number {
    return this.#inVainMs;
  }

  /** How many bytes wait in the inbox. */
  get unread(): number {
    return this.#inbox.length - this.#taken;
  }

  /** Whether the inbox holds so much that reading has stopped. */
  get isFull(): boolean {
    const { perByte = 1 } = this.#options;
    return this.unread >= this.#sent * perByte + SLACK_BYTES;
  }

  /** The bytes of the inbox from `start` to `end`, left there. */
  peek(start: number, end: number): Uint8Array {
    return this.#inbox.view(this.#taken + start, this.#taken + end);
  }

  /** Takes the first `count` bytes out of the inbox. */
  take(count: number): Uint8Array {
    const bytes = this.peek(0, count);
    this.#taken += bytes.length;
    if (this.unread === 0) {
      this.#inbox = new ByteList();
      this.#taken = 0;
      this.wake();
    }
    return bytes;
  }

  /** Whether bytes are read as they come. */
  set reading(reading: boolean) {
    if (!reading && this.#reading) this.#pausedMs = this.#now;
    if (reading && !this.#reading) this.#progressMs += this.#now - this.#pausedMs;
    this.#reading = reading;
    this.wake();
  }

  /**
   * Writes the beginning of `slice`: how many bytes; `"gone"` where the connection is, `"stuck"` where
   * nothing moved for `patienceMs`. While we don't read the server can't, either: that is no silence.
   */
  async write(slice: Uint8Array, patienceMs: number): Promise<number | "gone" | "stuck"> {
    let written: number | "gone" | undefined;
    this.#writing = true;
    this.#stream.write(slice).catch(() => "gone" as const).then((count) => {
      written = count;
      this.#writing = false;
      if (count === "gone") return this.wake();
      this.#firstSentMs ??= this.#now;
      this.#sent += count;
      this.#options.transcript.note(this.#options.conn, "send", slice.subarray(0, count));
      this.#progress();
    });
    do {
      await this.until(() => written !== undefined, patienceMs, this.#reading);
    } while (written === undefined && !this.#reading);
    return written ?? "stuck";
  }

  /** Ends our side. */
  async halfClose(): Promise<void> {
    if (this.#wroteEnd || this.#closed || this.#writing) return;
    this.#wroteEnd = true;
    this.#note("half-close");
    this.#progressMs = this.#now;
    await this.#stream.closeWrite().catch(() => {});
  }

  /** Waits until something is so, or nothing has moved for `patienceMs`; such a silence is noted if it is `loud`. */
  async until(done: () => boolean, patienceMs: number, loud = true): Promise<void> {
    const startMs = this.#now;
    while (!done()) {
      const leftMs = Math.max(startMs, this.#progressMs) + patienceMs - this.#now;
      if (leftMs <= 0) {
        this.#inVainMs += patienceMs;
        return loud ? this.#note("timeout") : undefined;
      }
      await this.change(leftMs);
    }
  }

  /** Waits until anything happens, at most `limitMs`. */
  change(limitMs: number): Promise<void> {
    const { signal } = this.#options;
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const cancel = this.#wakeAfter(limitMs, () => {
        signal.removeEventListener("abort", abort);
        resolve();
      });
      const abort = () => {
        cancel();
        reject(signal.reason);
      };
      signal.addEventListener("abort", abort, { once: true });
    });
  }

  /** Lets everybody who waits look again. */
  wake(): void {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const wake of waiters) wake();
  }

  /** Aborts the connection (RST). */
  reset(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#note("reset");
    this.#stream.reset();
    this.wake();
  }

  /** Closes at once, whatever is unread or on its way. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#note("close");
    this.#stream.close();
    this.#answer();
    this.wake();
  }

  /**
   * Leaves in order: half-close, read to the end of the stream, close. It waits through a silence of
   * `patienceMs`, of `endPatienceMs` where all that was sent has come back; and never throws.
   */
  async end(patienceMs: number, endPatienceMs: number): Promise<void> {
    if (this.#closed) return await this.#pumping;
    this.#draining = true;
    this.reading = true;
    const isWhole = this.#received >= this.#sent;
    await this.#untilDrained(() => !this.#writing || this.#ending !== "open", patienceMs);
    await this.halfClose();
    await this.#untilDrained(() => this.#ending !== "open", isWhole ? endPatienceMs : patienceMs);
    this.close();
    await this.#pumping;
  }

  get #now(): number {
    return this.#options.clock.now();
  }

  async #pump(): Promise<void> {
    const buffer = new Uint8Array(SLICE_BYTES);
    while (this.#ending === "open" && !this.#closed) {
      if (!this.#draining && (!this.#reading || this.isFull)) {
        await new Promise<void>((resolve) => this.#waiters.add(resolve));
        continue;
      }
      const count = await this.#stream.read(buffer).catch(() => undefined);
      if (this.#closed) return;
      if (count === undefined || count === null) this.#finish(count === null ? "end" : "reset");
      else this.#accept(buffer.subarray(0, count));
    }
  }

  #accept(bytes: Uint8Array): void {
    this.#received += bytes.length;
    if (this.#firstSentMs !== null) this.#answerMs ??= this.#now - this.#firstSentMs;
    this.#options.transcript.note(this.#options.conn, "receive", bytes);
    if (!this.#draining) this.#inbox.push(bytes);
    this.#answer();
    this.#progress();
  }

  #finish(ending: "end" | "reset"): void {
    this.#ending = ending;
    this.#endedLast = ending === "end" && this.#wroteEnd;
    this.#note(ending);
    this.#answer();
    this.#progress();
  }

  #answer(): void {
    if (this.#answered) return;
    this.#answered = true;
    this.#options.onAnswer?.();
  }

  #progress(): void {
    this.#progressMs = this.#now;
    this.wake();
  }

  /** Waits as `until` does, whatever is interrupted, within bounds that no server can stretch. */
  async #untilDrained(done: () => boolean, patienceMs: number): Promise<void> {
    const limitMs = this.#now + DRAIN_MS;
    while (!done() && this.#received < this.#sent + DRAIN_BYTES) {
      const leftMs = Math.min(this.#progressMs + patienceMs, limitMs) - this.#now;
      if (leftMs <= 0) return;
      await new Promise<void>((resolve) => this.#wakeAfter(leftMs, resolve));
    }
  }

  #wakeAfter(limitMs: number, wake: () => void): () => void {
    const cancel = () => {
      cancelTimer();
      this.#waiters.delete(once);
    };
    const once = () => {
      cancel();
      wake();
    };
    const cancelTimer = this.#options.clock.after(limitMs, once);
    this.#waiters.add(once);
    return cancel;
  }

  #note(event: "connect" | "half-close" | "timeout" | "end" | "reset" | "close"): void {
    this.#options.transcript.note(this.#options.conn, event);
  }
}
