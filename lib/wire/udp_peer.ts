import type * as z from "zod";
import { firstDifference } from "../bytes/compare.ts";
import { counted, excerpt } from "../bytes/text.ts";
import { type Clock, sleep } from "./clock.ts";
import { seconds } from "./echo_schema.ts";
import { expectation, judge } from "./mismatch.ts";
import type { Transcript } from "./transcript.ts";
import { type Datagram, type DatagramSocket, type Endpoint, endpointText } from "./wire.ts";

/** What a peer needs beside its socket. */
export interface UdpPeerOptions {
  /** The time, and waiting for it. */
  readonly clock: Clock;
  /** Where all that happens is noted. */
  readonly transcript: Transcript;
  /** Which socket of the check this is, counted from 1. */
  readonly conn: number;
  /** Where datagrams are sent to. */
  readonly target: Endpoint;
  /** How long a reply is waited for, in milliseconds. */
  readonly patienceMs: number;
  /** Ends every wait: its reason is thrown. */
  readonly signal: AbortSignal;
}

/** What came after datagrams were sent: the datagrams of the server's host, and how long we waited. */
export interface DatagramObservation {
  /** What came, in the order in which it came. */
  readonly datagrams: readonly Datagram[];
  /** How long nothing came before we stopped waiting, in milliseconds. */
  readonly silentMs: number;
}

/** How many datagrams are kept unread; a server that floods loses the rest. */
const KEPT_DATAGRAMS = 4096;
/** How many datagrams are sent in a row before a pause of a millisecond: more are lost on loopback. */
const BURST = 16;

/**
 * One UDP socket of the grader's. It paces what it sends, knows who sent what comes, and passes over
 * datagrams from other hosts.
 */
export class UdpPeer {
  readonly #socket: DatagramSocket;
  readonly #options: UdpPeerOptions;
  readonly #inbox: Datagram[] = [];
  readonly #seen = new Set<string>();
  #wake: () => void = () => {};
  #sent = 0;
  #closed = false;

  /** Takes over a socket that is bound. */
  constructor(socket: DatagramSocket, options: UdpPeerOptions) {
    this.#socket = socket;
    this.#options = options;
    socket.listen((datagram) => this.#accept(datagram));
  }

  /** This socket's own address and port. */
  get local(): Endpoint {
    return this.#socket.local;
  }

  /** Sends one datagram; after each few, waits a millisecond. */
  async send(bytes: Uint8Array): Promise<void> {
    if (++this.#sent % BURST === 0) await this.pause(1);
    this.#options.transcript.note(this.#options.conn, "send", bytes, true);
    await this.#socket.send(bytes, this.#options.target);
  }

  /** Sends one datagram and expects `reply`, the same unless told otherwise. Who sent it is the business of other checks. */
  async echo(bytes: Uint8Array, reply: Uint8Array = bytes): Promise<Datagram> {
    await this.send(bytes);
    const observed = await this.receive(1);
    judge(replyOf(reply, bytes.length), observed);
    return observed.datagrams[0]!;
  }

  /** Expects one datagram of exactly `payload`. */
  async expect(payload: Uint8Array): Promise<Datagram> {
    const observed = await this.receive(1);
    judge(replyOf(payload), observed);
    return observed.datagrams[0]!;
  }

  /**
   * Waits until `count` datagrams have come, or none for as long as the peer is patient. A second reply
   * to the same datagram is passed over, so that it isn't taken for the answer to the next one.
   */
  async receive(
    count: number,
    patienceMs = this.#options.patienceMs,
  ): Promise<DatagramObservation> {
    const datagrams: Datagram[] = [];
    while (datagrams.length < count) {
      if (this.#inbox.length === 0) await this.#change(patienceMs);
      const next = this.#inbox.shift();
      if (!next) break;
      if (!this.#isRepeated(next.bytes)) datagrams.push(next);
    }
    if (datagrams.length < count) this.#options.transcript.note(this.#options.conn, "timeout");
    return { datagrams, silentMs: patienceMs };
  }

  /** Whatever comes within `ms`, second replies included. */
  async listen(ms: number): Promise<DatagramObservation> {
    await this.pause(ms);
    return { datagrams: this.#inbox.splice(0), silentMs: ms };
  }

  /** Holds what was observed against a schema; throws a `Mismatch` where it doesn't hold. */
  expectThat<T>(schema: z.ZodType<T>, observed: unknown): T {
    return judge(schema, observed);
  }

  /** Waits; what comes meanwhile is kept. */
  async pause(ms: number): Promise<void> {
    await sleep(this.#options.clock, ms, this.#options.signal);
  }

  /** Closes the socket: its port is closed from then on. */
  async end(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#options.transcript.note(this.#options.conn, "close");
    await this.#socket.close();
  }

  #accept(datagram: Datagram): void {
    if (this.#closed || this.#inbox.length >= KEPT_DATAGRAMS) return;
    if (plainHost(datagram.from.host) !== plainHost(this.#options.target.host)) return;
    this.#options.transcript.note(this.#options.conn, "receive", datagram.bytes, true);
    this.#inbox.push(datagram);
    this.#wake();
  }

  #isRepeated(bytes: Uint8Array): boolean {
    const key = keyOf(bytes);
    return this.#seen.has(key) || !this.#seen.add(key);
  }

  #change(limitMs: number): Promise<void> {
    const { clock, signal } = this.#options;
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason);
      const abort = () => settle(() => reject(signal.reason));
      const cancel = clock.after(limitMs, () => settle(resolve));
      const settle = (then: () => void) => {
        cancel();
        signal.removeEventListener("abort", abort);
        this.#wake = () => {};
        then();
      };
      signal.addEventListener("abort", abort, { once: true });
      this.#wake = () => settle(resolve);
    });
  }
}

/** The observation of one datagram with exactly this payload, for one of so many bytes. */
export function replyOf(
  payload: Uint8Array,
  sentBytes: number = payload.length,
): z.ZodType<DatagramObservation> {
  return expectation(({ datagrams: [reply], silentMs }) => {
    const expected = `one datagram: ${excerpt(payload)}`;
    if (!reply) {
      return {
        evidence: "silence",
        message: `The datagram of ${counted(sentBytes, "byte")} got no reply within ${
          seconds(silentMs)
        }`,
        expected,
        observed: "no datagram",
      };
    }
    const offset = firstDifference(payload, reply.bytes);
    if (offset === null) return null;
    return {
      evidence: "bytes",
      message: differenceWords(reply.bytes, { payload, offset, sentBytes }),
      expected,
      observed: excerpt(reply.bytes),
      difference: { expected: payload, observed: reply.bytes, offset },
    };
  });
}

/** The observation of one reply to each of `payloads`, in any order, with nothing joined or changed. */
export function repliesTo(payloads: readonly Uint8Array[]): z.ZodType<DatagramObservation> {
  return expectation(({ datagrams, silentMs }) => {
    const missing = new Map(payloads.map((payload) => [keyOf(payload), payload]));
    const strange = datagrams.filter(({ bytes }) => !missing.delete(keyOf(bytes)));
    const [wrong] = strange;
    const [lost] = missing.values();
    const expected = `${counted(payloads.length, "datagram")} back, each as it was sent`;
    if (wrong) {
      const difference = { expected: lost ?? new Uint8Array(), observed: wrong.bytes };
      return {
        evidence: "bytes",
        message: `A datagram came back that was not sent: ${excerpt(wrong.bytes)}`,
        expected,
        observed: excerpt(wrong.bytes),
        difference: {
          ...difference,
          offset: firstDifference(difference.expected, wrong.bytes) ?? 0,
        },
      };
    }
    if (!lost) return null;
    return {
      evidence: "silence",
      message: `${missing.size} of ${counted(payloads.length, "datagram")} got no reply within ${
        seconds(silentMs)
      }`,
      expected,
      observed: `${counted(datagrams.length, "datagram")}; none for ${excerpt(lost)}`,
    };
  });
}

function keyOf(bytes: Uint8Array): string {
  return bytes.toBase64();
}

/** The observation of one datagram that came from exactly this address and port. */
export function sentFrom(target: Endpoint): z.ZodType<Datagram> {
  return expectation(({ from }) => {
    if (plainHost(from.host) === plainHost(target.host) && from.port === target.port) return null;
    return {
      evidence: "bytes",
      message: `The reply came from port ${from.port}, not from port ${target.port} that was asked`,
      expected: `a reply from ${endpointText(target)}`,
      observed: `a reply from ${endpointText(from)}`,
    };
  });
}

interface Due {
  readonly payload: Uint8Array;
  readonly offset: number;
  readonly sentBytes: number;
}

function differenceWords(reply: Uint8Array, { payload, offset, sentBytes }: Due): string {
  const lengths = `${counted(reply.length, "byte")} came back for ${counted(sentBytes, "byte")}`;
  if (offset === reply.length) return `The datagram came back cut: ${lengths}`;
  if (offset === payload.length) return `The datagram came back with more behind it: ${lengths}`;
  return `The datagram came back changed from byte ${offset} on: ${lengths}`;
}

function plainHost(host: string): string {
  return host.toLowerCase().replace(/^::ffff:(?=\d)/, "");
}
