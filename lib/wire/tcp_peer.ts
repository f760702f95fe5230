import type * as z from "zod";
import { ByteList } from "../bytes/byte_list.ts";
import { firstDifference } from "../bytes/compare.ts";
import { type Clock, sleep } from "./clock.ts";
import { echoOf, ended, type Ending, seconds, type StreamObservation } from "./echo_schema.ts";
import { judge, Mismatch, mismatchOf } from "./mismatch.ts";
import type { Transcript } from "./transcript.ts";
import type { Stream } from "./wire.ts";

/** What a peer needs beside its stream. */
export interface TcpPeerOptions {
  readonly clock: Clock;
  readonly transcript: Transcript;
  /** Which connection of the check this is, counted from 1. */
  readonly conn: number;
  /** The longest silence that is waited through, in milliseconds; each byte of progress restarts it. */
  readonly patienceMs: number;
  /** The same for the end of the stream, once all that was sent has come back. */
  readonly endPatienceMs: number;
  /** Ends every wait: its reason is thrown. */
  readonly signal: AbortSignal;
  /** Who this client is, where a check has many; it begins the words of a failure. */
  readonly as?: string | undefined;
  /** Called once, when the first byte, the end or a reset comes. */
  readonly onAnswer?: () => void;
}

/** How much more than was sent is taken from a server before we stop reading, in bytes. */
const SLACK_BYTES = 256 * 1024;
/** How much is written at once, in bytes. */
const SLICE_BYTES = 64 * 1024;
/** What is read at the most, in milliseconds and in bytes beyond those sent, to end in order. */
const DRAIN_MS = 2000;
const DRAIN_BYTES = 8 * 1024 * 1024;
/** After wrong bytes, how long to look for what else comes, in milliseconds. */
const AFTERMATH_MS = 40;
/** The pause after each piece of a slow reader, in milliseconds. */
const SLOW_READ_MS = 1;
/** The pause that puts two writes into two segments, in milliseconds. */
export const SEGMENT_GAP_MS = 20;

/**
 * The grader's end of one TCP connection. It reads all the time, also while it writes, so that no echo
 * can deadlock; every wait ends after a silence; all that happens is in the transcript.
 */
export class TcpPeer {
  readonly #stream: Stream;
  readonly #options: TcpPeerOptions;
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
  #progressMs: number;

  constructor(stream: Stream, options: TcpPeerOptions) {
    this.#stream = stream;
    this.#options = options;
    this.#progressMs = options.clock.now();
    options.transcript.note(options.conn, "connect");
    this.#pumping = this.#pump();
  }

  /** How the stream stands: still open, ended by the server, or reset. */
  get ending(): Ending {
    return this.#ending;
  }

  /** How many bytes have come in. */
  get received(): number {
    return this.#received;
  }

  /** Sends all of `bytes`, reading on meanwhile. A server that has closed is left to what is expected next. */
  async send(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length && this.#ending !== "reset";) {
      const written = await this.#write(bytes.subarray(at, at + SLICE_BYTES));
      if (written === null) return;
      at += written;
    }
  }

  /** Sends each piece in a segment of its own, as far as a sender can see to that. */
  async sendInSegments(pieces: Iterable<Uint8Array>, gapMs = SEGMENT_GAP_MS): Promise<void> {
    let first = true;
    for (const piece of pieces) {
      if (!first) await this.pause(gapMs);
      first = false;
      await this.send(piece);
    }
  }

  /** Reads until `expected` has come, or something else, or a silence; throws a `Mismatch` for the latter two. */
  async expect(expected: Uint8Array): Promise<void> {
    await this.expectThat(echoOf(expected), await this.#gather(expected));
  }

  /** Holds what was observed against a schema; throws a `Mismatch` where it doesn't hold. */
  expectThat<T>(schema: z.ZodType<T>, observed: unknown): T {
    try {
      return judge(schema, observed);
    } catch (error) {
      const { as } = this.#options;
      throw as && error instanceof Mismatch ? mismatchOf(as, error) : error;
    }
  }

  /**
   * One whole exchange on this connection, the last: sends `bytes`, expects the same back and nothing
   * else. A server that answers only after the half-close is right here: when it answers is the
   * business of other checks.
   */
  async echo(bytes: Uint8Array): Promise<void> {
    await this.send(bytes);
    await this.expectLastly(bytes);
  }

  /** Expects exactly `bytes` until the end of the connection, half-closing as soon as they are there or late. */
  async expectLastly(bytes: Uint8Array): Promise<void> {
    let observed = await this.#gather(bytes);
    await this.halfClose();
    if (
      observed.bytes.length < bytes.length && observed.ending === "open" &&
      isPrefix(observed.bytes, bytes)
    ) {
      observed = joined(observed, await this.#gather(bytes.subarray(observed.bytes.length)));
    }
    this.expectThat(echoOf(bytes), observed);
    const rest = await this.#gatherRest(this.#options.endPatienceMs);
    if (rest.bytes.length > 0) this.expectThat(echoOf(bytes), joined(observed, rest));
  }

  /** Reads until at least `count` bytes have come, or the stream ends, or falls silent. */
  async receive(count: number, patienceMs = this.#options.patienceMs): Promise<StreamObservation> {
    await this.#until(() => this.#unread >= count || this.#ending !== "open", patienceMs);
    return this.#take(this.#unread, patienceMs);
  }

  /** Whatever comes within `ms`, if anything does. */
  async listen(ms: number): Promise<StreamObservation> {
    const endMs = this.#now + ms;
    while (this.#now < endMs && this.#ending === "open") await this.#change(endMs - this.#now);
    return this.#take(this.#unread, ms);
  }

  /** Ends our side: the server reads the end of the stream, and can go on sending. */
  async halfClose(): Promise<void> {
    if (this.#wroteEnd || this.#closed || this.#writing) return;
    this.#wroteEnd = true;
    this.#progressMs = this.#now;
    await this.#stream.closeWrite().catch(() => {});
  }

  /** Expects the server to end its side, with nothing more before it. */
  async expectEnd(): Promise<void> {
    const observed = await this.#gatherRest(this.#options.patienceMs);
    if (observed.bytes.length > 0) this.expectThat(echoOf(new Uint8Array()), observed);
    this.expectThat(ended(), { ...observed, bytes: this.#inbox.view(0, 0) });
  }

  /** Stops reading: what the server sends piles up in the sockets between. */
  pauseReading(): void {
    this.#reading = false;
  }

  /** Reads on. */
  resumeReading(): void {
    this.#reading = true;
    this.#notify();
  }

  /** Reads a little at a time until something is done, so that the server always has more to send than it can. */
  async readSlowlyUntil(done: Promise<unknown>): Promise<void> {
    let isDone = false;
    const settled = done.catch(() => {}).then(() => {
      isDone = true;
      this.#notify();
    });
    while (!isDone && this.#ending === "open") {
      this.resumeReading();
      await this.#change(this.#options.patienceMs);
      this.pauseReading();
      await this.waitFor(settled, SLOW_READ_MS);
    }
    this.resumeReading();
    await done;
  }

  /** Waits until something is done, however that ends, but no longer than `ms`. */
  async waitFor(done: Promise<unknown>, ms: number): Promise<void> {
    const over = new AbortController();
    const late = sleep(
      this.#options.clock,
      ms,
      AbortSignal.any([over.signal, this.#options.signal]),
    );
    await Promise.race([done.catch(() => {}), late.catch(() => {})]);
    over.abort();
    this.#options.signal.throwIfAborted();
  }

  /** Waits, reading on. */
  async pause(ms: number): Promise<void> {
    await sleep(this.#options.clock, ms, this.#options.signal);
  }

  /** Aborts the connection (RST): for checks that are about that. */
  reset(): void {
    if (this.#closed) return;
    this.#note("reset");
    this.#closed = true;
    this.#stream.reset();
    this.#notify();
  }

  /** Closes at once, whatever is unread or on its way: for checks that are about that. */
  abandon(): void {
    this.#close();
  }

  /** Leaves in order: half-close, read to the end of the stream, close. Bounded, and never throws. */
  async end(): Promise<void> {
    if (this.#closed) return await this.#pumping;
    this.#draining = true;
    this.resumeReading();
    const { patienceMs, endPatienceMs } = this.#options;
    const whole = this.#received >= this.#sent;
    await this.#untilQuietly(() => !this.#writing || this.#ending !== "open", patienceMs);
    await this.halfClose();
    await this.#untilQuietly(() => this.#ending !== "open", whole ? endPatienceMs : patienceMs);
    this.#close();
    await this.#pumping;
  }

  get #now(): number {
    return this.#options.clock.now();
  }

  get #unread(): number {
    return this.#inbox.length - this.#taken;
  }

  async #pump(): Promise<void> {
    const buffer = new Uint8Array(SLICE_BYTES);
    while (this.#ending === "open" && !this.#closed) {
      if (!this.#mayRead()) {
        await new Promise<void>((resolve) => this.#waiters.add(resolve));
        continue;
      }
      const count = await this.#stream.read(buffer).catch(() => undefined);
      if (this.#closed) return;
      if (count === undefined || count === null) this.#finish(count === null ? "end" : "reset");
      else this.#accept(buffer.subarray(0, count));
    }
  }

  #mayRead(): boolean {
    return this.#draining || (this.#reading && this.#unread < this.#sent + SLACK_BYTES);
  }

  #accept(bytes: Uint8Array): void {
    this.#received += bytes.length;
    this.#options.transcript.note(this.#options.conn, "receive", bytes);
    if (!this.#draining) this.#inbox.push(bytes);
    this.#answer();
    this.#progress();
  }

  #finish(ending: Ending): void {
    this.#ending = ending;
    this.#note(ending === "end" ? "end" : "reset");
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
    this.#notify();
  }

  #notify(): void {
    const waiters = [...this.#waiters];
    this.#waiters.clear();
    for (const wake of waiters) wake();
  }

  /** How many bytes were written; `null` where the connection is gone. */
  async #write(slice: Uint8Array): Promise<number | null> {
    let written: number | null | undefined;
    this.#writing = true;
    this.#stream.write(slice).catch(() => null).then((count) => {
      written = count;
      this.#writing = false;
      if (count === null) return this.#notify();
      this.#sent += count;
      this.#options.transcript.note(this.#options.conn, "send", slice.subarray(0, count));
      this.#progress();
    });
    await this.#until(() => written !== undefined, this.#options.patienceMs);
    if (written === undefined) throw this.#notRead();
    return written;
  }

  #notRead(): Mismatch {
    const { patienceMs } = this.#options;
    return new Mismatch(
      `The server stopped reading: after ${
        this.#sent.toLocaleString("en")
      } bytes nothing moved for ${seconds(patienceMs)}`,
      {
        evidence: "silence",
        expected: "a server that reads, and sends back, while the client sends",
        observed: `${this.#sent} bytes sent, ${this.#received} received`,
      },
    );
  }

  /** Reads until `expected` has come, or something else, or a silence. */
  async #gather(expected: Uint8Array): Promise<StreamObservation> {
    const { patienceMs } = this.#options;
    let compared = 0;
    let wrong = false;
    const enough = () => {
      const news = this.#inbox.view(this.#taken + compared, this.#taken + expected.length);
      const at = firstDifference(news, expected.subarray(compared, compared + news.length));
      compared += news.length;
      wrong ||= at !== null;
      return wrong || compared >= expected.length || this.#ending !== "open";
    };
    await this.#until(enough, patienceMs);
    if (!wrong) return this.#take(Math.min(this.#unread, expected.length), patienceMs);
    await this.#until(() => this.#ending !== "open", AFTERMATH_MS, false);
    return this.#take(this.#unread, patienceMs);
  }

  async #gatherRest(patienceMs: number): Promise<StreamObservation> {
    await this.#until(() => this.#ending !== "open" || !this.#mayRead(), patienceMs);
    return this.#take(this.#unread, patienceMs);
  }

  #take(count: number, silentMs: number): StreamObservation {
    const bytes = this.#inbox.view(this.#taken, this.#taken + count);
    this.#taken += count;
    return { bytes, ending: this.#ending, silentMs };
  }

  /** Waits until something is so, or nothing has moved for `patienceMs`. */
  async #until(done: () => boolean, patienceMs: number, loud = true): Promise<void> {
    const startMs = this.#now;
    while (!done()) {
      const leftMs = Math.max(startMs, this.#progressMs) + patienceMs - this.#now;
      if (leftMs <= 0) return loud ? this.#note("timeout") : undefined;
      await this.#change(leftMs);
    }
  }

  /** Waits as `#until` does, whatever is interrupted, within bounds that no server can stretch. */
  async #untilQuietly(done: () => boolean, patienceMs: number): Promise<void> {
    const limitMs = this.#now + DRAIN_MS;
    while (!done() && this.#received < this.#sent + DRAIN_BYTES) {
      const leftMs = Math.min(this.#progressMs + patienceMs, limitMs) - this.#now;
      if (leftMs <= 0) return;
      await new Promise<void>((resolve) => this.#wakeAfter(leftMs, resolve));
    }
  }

  #change(limitMs: number): Promise<void> {
    const { signal } = this.#options;
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const abort = () => reject(signal.reason);
      signal.addEventListener("abort", abort, { once: true });
      this.#wakeAfter(limitMs, () => {
        signal.removeEventListener("abort", abort);
        resolve();
      });
    });
  }

  #wakeAfter(limitMs: number, wake: () => void): void {
    const once = () => {
      cancel();
      this.#waiters.delete(once);
      wake();
    };
    const cancel = this.#options.clock.after(limitMs, once);
    this.#waiters.add(once);
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#note("close");
    this.#stream.close();
    this.#answer();
    this.#notify();
  }

  #note(event: "timeout" | "end" | "reset" | "close"): void {
    this.#options.transcript.note(this.#options.conn, event);
  }
}

function isPrefix(part: Uint8Array, whole: Uint8Array): boolean {
  return firstDifference(part, whole.subarray(0, part.length)) === null;
}

function joined(first: StreamObservation, second: StreamObservation): StreamObservation {
  const list = new ByteList();
  list.push(first.bytes);
  list.push(second.bytes);
  return { ...second, bytes: list.view() };
}
