import type * as z from "zod";
import { firstDifference } from "../bytes/compare.ts";
import { joinBytes } from "../bytes/byte_list.ts";
import { Channel, type ChannelOptions, SLICE_BYTES } from "./channel.ts";
import { sleep } from "./clock.ts";
import { echoOf, ended, type Ending, seconds, type StreamObservation } from "./echo_schema.ts";
import { judge, Mismatch, mismatchOf } from "./mismatch.ts";
import type { Stream } from "./wire.ts";

/** What a peer needs beside its stream. */
export interface TcpPeerOptions extends ChannelOptions {
  /** The longest silence that is waited through, in milliseconds; each byte of progress restarts it. */
  readonly patienceMs: number;
  /** The same for the end of the stream, once all that was sent has come back. */
  readonly endPatienceMs: number;
  /** Who this client is, where a check has many; it begins the words of a failure. */
  readonly as?: string | undefined;
}

/** After wrong bytes, how long to look for what else comes, in milliseconds. */
const AFTERMATH_MS = 40;
/** The pause after each piece of a slow reader, in milliseconds. */
const SLOW_READ_MS = 1;
/** A send that hasn't moved for so long waits for the reader, in milliseconds. */
const STALL_MS = 30;
/** The pause that puts two writes into two segments, in milliseconds. */
export const SEGMENT_GAP_MS = 20;

/**
 * The grader's end of one TCP connection. It reads all the time, also while it writes, so that no echo
 * can deadlock; every wait ends after a silence; all that happens is in the transcript.
 */
export class TcpPeer {
  readonly #channel: Channel;
  readonly #options: TcpPeerOptions;

  /** Takes over a stream that is connected, and reads from it at once. */
  constructor(stream: Stream, options: TcpPeerOptions) {
    this.#options = options;
    this.#channel = new Channel(stream, options);
  }

  /** How the stream stands: still open, ended by the server, or reset. */
  get ending(): Ending {
    return this.#channel.ending;
  }

  /** How long the first answer took, in milliseconds; `null` until bytes were sent and bytes came. */
  get answerMs(): number | null {
    return this.#channel.answerMs;
  }

  /** How many bytes have come in. */
  get received(): number {
    return this.#channel.received;
  }

  /** How long it was waited for what never came, in milliseconds. */
  get inVainMs(): number {
    return this.#channel.inVainMs;
  }

  /** Sends all of `bytes`, reading on meanwhile. A server that has closed is left to what is expected next. */
  async send(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length && this.ending !== "reset";) {
      const slice = bytes.subarray(at, at + SLICE_BYTES);
      const written = await this.#channel.write(slice, this.#options.patienceMs);
      if (written === "gone") return;
      if (written === "stuck") throw this.#notRead();
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
    this.expectThat(echoOf(expected), await this.#gather(expected));
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
   * One whole exchange on this connection, the last: sends `bytes`, expects `reply` and nothing else. A server that answers only after the half-close is right here: when it answers is the
   * business of other checks.
   */
  async echo(bytes: Uint8Array, reply = bytes): Promise<void> {
    await this.send(bytes);
    await this.expectLastly(reply);
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
    await this.#channel.until(() => this.#channel.unread >= count || this.#isOver, patienceMs);
    return this.#take(this.#channel.unread, patienceMs);
  }

  /** Whatever comes within `ms`, if anything does. */
  async listen(ms: number): Promise<StreamObservation> {
    const { clock } = this.#options;
    const endMs = clock.now() + ms;
    while (clock.now() < endMs && !this.#isOver) await this.#channel.change(endMs - clock.now());
    return this.#take(this.#channel.unread, ms);
  }

  /** Ends our side: the server reads the end of the stream, and can go on sending. */
  async halfClose(): Promise<void> {
    await this.#channel.halfClose();
  }

  /** Expects the server to end its side, with nothing more before it. */
  async expectEnd(): Promise<void> {
    const observed = await this.#gatherRest(this.#options.patienceMs);
    if (observed.bytes.length > 0) this.expectThat(echoOf(new Uint8Array()), observed);
    this.expectThat(ended(), observed);
  }

  /** Stops reading: what the server sends piles up in the sockets between. */
  pauseReading(): void {
    this.#channel.reading = false;
  }

  /** Reads on. */
  resumeReading(): void {
    this.#channel.reading = true;
  }

  /** Reads a little at a time until something is done, so that the server always has more to send than it can. */
  async readSlowlyUntil(done: Promise<unknown>): Promise<void> {
    const watch = this.#watch(done);
    while (!watch.isOver && !this.#isOver) {
      this.resumeReading();
      await this.#channel.change(this.#options.patienceMs);
      this.pauseReading();
      await this.pause(SLOW_READ_MS);
    }
    this.resumeReading();
    await done;
  }

  /** Waits until something is done, or nothing moves any more: what was sent has filled all that lies between. */
  async untilStalled(sending: Promise<unknown>): Promise<void> {
    const watch = this.#watch(sending);
    await this.#channel.until(() => watch.isOver, STALL_MS, false);
  }

  /** Waits, reading on. */
  async pause(ms: number): Promise<void> {
    await sleep(this.#options.clock, ms, this.#options.signal);
  }

  /** Aborts the connection (RST): for checks that are about that. */
  reset(): void {
    this.#channel.reset();
  }

  /** Closes at once, whatever is unread or on its way: for checks that are about that. */
  abandon(): void {
    this.#channel.close();
  }

  /** Leaves in order: half-close, read to the end of the stream, close. Bounded, and never throws. */
  async end(): Promise<void> {
    await this.#channel.end(this.#options.patienceMs, this.#options.endPatienceMs);
  }

  get #isOver(): boolean {
    return this.ending !== "open";
  }

  /** Wakes those who wait here when something is done, however that ends. */
  #watch(done: Promise<unknown>): { readonly isOver: boolean } {
    const watch = { isOver: false };
    done.catch(() => {}).then(() => {
      watch.isOver = true;
      this.#channel.wake();
    });
    return watch;
  }

  #notRead(): Mismatch {
    const { sent, received } = this.#channel;
    const words = `after ${sent.toLocaleString("en")} bytes nothing moved`;
    return new Mismatch(
      `The server stopped reading: ${words} for ${seconds(this.#options.patienceMs)}`,
      {
        evidence: "silence",
        expected: "a server that reads, and sends back, while the client sends",
        observed: `${sent} bytes sent, ${received} received`,
      },
    );
  }

  /** Reads until `expected` has come, or something else, or a silence. */
  async #gather(expected: Uint8Array): Promise<StreamObservation> {
    const { patienceMs } = this.#options;
    let compared = 0;
    let isWrong = false;
    const isEnough = () => {
      const news = this.#channel.peek(compared, expected.length);
      const wanted = expected.subarray(compared, compared + news.length);
      isWrong ||= firstDifference(news, wanted) !== null;
      compared += news.length;
      return isWrong || compared >= expected.length || this.#isOver;
    };
    await this.#channel.until(isEnough, patienceMs);
    if (!isWrong) return this.#take(expected.length, patienceMs);
    await this.#channel.until(() => this.#isOver, AFTERMATH_MS, false);
    return this.#take(this.#channel.unread, patienceMs);
  }

  async #gatherRest(patienceMs: number): Promise<StreamObservation> {
    await this.#channel.until(() => this.#isOver || this.#channel.isFull, patienceMs);
    return this.#take(this.#channel.unread, patienceMs);
  }

  #take(count: number, silentMs: number): StreamObservation {
    const bytes = this.#channel.take(count);
    return { bytes, ending: this.ending, silentMs, isWhole: this.#channel.endedLast };
  }
}

function isPrefix(part: Uint8Array, whole: Uint8Array): boolean {
  return firstDifference(part, whole.subarray(0, part.length)) === null;
}

function joined(first: StreamObservation, second: StreamObservation): StreamObservation {
  return { ...second, bytes: joinBytes(first.bytes, second.bytes) };
}
