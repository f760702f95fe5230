import type * as z from "zod";
import { joinBytes } from "../bytes/byte_list.ts";
import { firstDifference } from "../bytes/compare.ts";
import { counted, excerpt } from "../bytes/text.ts";
import { echoOf, seconds, type StreamObservation } from "../wire/echo_schema.ts";
import { expectation, judge } from "../wire/mismatch.ts";
import type { TcpPeer } from "../wire/tcp_peer.ts";
import { replyOf, type UdpPeer } from "../wire/udp_peer.ts";
import { bytesOf, endOfMatch, patternOf } from "./byte_text.ts";

/** What a step expects: bytes as text, or a pattern. */
export type Expected = string | { readonly pattern: string };

/** Our side of one connection of an exchange. */
export interface Party {
  send(text: string): Promise<void>;
  expect(expected: Expected): Promise<void>;
  halfClose(): Promise<void>;
  expectClose(): Promise<void>;
}

/** More than this isn't read in search of a pattern. */
const ENOUGH_BYTES = 256 * 1024;
/** How long a match at the end of what has come may still grow, in milliseconds. */
const SETTLING_MS = 60;

/** One connection over TCP. What came beyond an expectation is kept for the next one. */
export class StreamParty implements Party {
  readonly #peer: TcpPeer;
  #unread: Uint8Array = new Uint8Array();

  /** Takes over a peer that is connected. */
  constructor(peer: TcpPeer) {
    this.#peer = peer;
  }

  async send(text: string): Promise<void> {
    await this.#peer.send(bytesOf(text)!);
  }

  async expect(expected: Expected): Promise<void> {
    if (typeof expected === "string") await this.#expectBytes(bytesOf(expected)!);
    else await this.#expectPattern(patternOf(expected.pattern)!);
  }

  async halfClose(): Promise<void> {
    await this.#peer.halfClose();
  }

  async expectClose(): Promise<void> {
    judge(closed, await this.#readUntil(() => false));
  }

  async #expectBytes(expected: Uint8Array): Promise<void> {
    const isWrong = (bytes: Uint8Array) => {
      const known = Math.min(bytes.length, expected.length);
      return firstDifference(bytes.subarray(0, known), expected.subarray(0, known)) !== null;
    };
    const observed = await this.#readUntil((bytes) =>
      bytes.length >= expected.length || isWrong(bytes)
    );
    const bytes = isWrong(observed.bytes)
      ? observed.bytes
      : observed.bytes.subarray(0, expected.length);
    judge(echoOf(expected), { ...observed, bytes });
    this.#unread = observed.bytes.slice(expected.length);
  }

  async #expectPattern(pattern: RegExp): Promise<void> {
    let observed = await this.#readUntil((bytes) => endOfMatch(pattern, bytes) !== null);
    judge(matching(pattern), observed);
    if (endOfMatch(pattern, observed.bytes) === observed.bytes.length) {
      const rest = await this.#peer.listen(SETTLING_MS); // the match may go on in the next segment
      observed = { ...rest, bytes: joinBytes(observed.bytes, rest.bytes) };
    }
    this.#unread = observed.bytes.slice(endOfMatch(pattern, observed.bytes)!);
  }

  /** Reads until what is unread is enough, or the stream ends or falls silent. */
  async #readUntil(isEnough: (bytes: Uint8Array) => boolean): Promise<StreamObservation> {
    let seen: StreamObservation = { bytes: this.#unread, ending: this.#peer.ending, silentMs: 0 };
    while (!isEnough(seen.bytes) && seen.bytes.length < ENOUGH_BYTES) {
      const more = await this.#peer.receive(1);
      seen = { ...more, bytes: joinBytes(seen.bytes, more.bytes) };
      if (more.bytes.length === 0) break;
    }
    return seen;
  }
}

/** One socket over UDP: what is expected is one datagram. */
export class DatagramParty implements Party {
  readonly #peer: UdpPeer;

  /** Takes over a socket. */
  constructor(peer: UdpPeer) {
    this.#peer = peer;
  }

  async send(text: string): Promise<void> {
    await this.#peer.send(bytesOf(text)!);
  }

  async expect(expected: Expected): Promise<void> {
    const observed = await this.#peer.receive(1);
    if (typeof expected === "string") return void judge(replyOf(bytesOf(expected)!), observed);
    const bytes = observed.datagrams[0]?.bytes ?? new Uint8Array();
    judge(matching(patternOf(expected.pattern)!), {
      bytes,
      ending: "open",
      silentMs: observed.silentMs,
    });
  }

  halfClose(): Promise<void> {
    return Promise.resolve(); // the lab file can't ask for it: UDP knows no end
  }

  expectClose(): Promise<void> {
    return Promise.resolve(); // the same
  }
}

/** The observation of a connection that has ended, by FIN or by a reset, with nothing before. */
const closed = expectation<StreamObservation>(({ bytes, ending, silentMs }) => {
  const expected = "the end of the connection";
  if (bytes.length > 0) {
    return {
      evidence: "bytes",
      message: `${counted(bytes.length, "byte")} came where the connection should have ended`,
      expected,
      observed: excerpt(bytes),
    };
  }
  if (ending !== "open") return null;
  return {
    evidence: "silence",
    message: `The connection stayed open for ${seconds(silentMs)}`,
    expected,
    observed: "an open connection",
  };
});

/** The observation of bytes in which a pattern matches. */
function matching(pattern: RegExp): z.ZodType<StreamObservation> {
  return expectation(({ bytes, ending, silentMs }) => {
    if (endOfMatch(pattern, bytes) !== null) return null;
    const until = {
      open: `within ${seconds(silentMs)}`,
      end: "before the server ended the connection",
      reset: "before the connection was reset",
    }[ending];
    return {
      evidence: ending === "open" ? "silence" : "ending",
      message: bytes.length === 0
        ? `Nothing came ${until}`
        : `What came doesn't match, and nothing more came ${until}`,
      expected: `bytes that match /${pattern.source}/`,
      observed: bytes.length === 0 ? "nothing" : excerpt(bytes),
    };
  });
}
