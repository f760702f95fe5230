import { joinBytes } from "../../lib/bytes/byte_list.ts";
import { utf8 } from "../../lib/bytes/text.ts";
import type { CheckContext, DialOptions } from "../../lib/check.ts";
import { seconds, type StreamObservation } from "../../lib/wire/echo_schema.ts";
import { type Evidence, expectation } from "../../lib/wire/mismatch.ts";
import type { TcpPeer } from "../../lib/wire/tcp_peer.ts";
import type { TimeReading } from "../time/reading.ts";
import { anyTime } from "../time/schemas.ts";

/** A time, and how long the server took for it. */
export interface TakenTime {
  readonly reading: TimeReading;
  /** From the connect, or from the question where it took one, in milliseconds. */
  readonly latencyMs: number;
}

/** The bytes of a time. */
export const TIME_BYTES = 4;

/** What is sent to a server that says nothing unasked: no digit, and fewer bytes than any number. */
const QUESTION = utf8("\n");
/** After a time, how long to look for what else comes, in milliseconds. */
const AFTERMATH_MS = 60;

/** A client of its own that gets the time, in whatever form, and leaves. */
export async function readTime(context: CheckContext): Promise<TimeReading> {
  const startMs = context.now();
  const peer = await context.dial();
  const { reading } = await takeTime(peer, context, startMs);
  await peer.end();
  return reading;
}

/** A client of its own that gets any time and leaves. */
export async function expectTime(context: CheckContext, options?: DialOptions): Promise<void> {
  const startMs = context.now();
  const peer = await context.dial(options);
  const { reading } = await takeTime(peer, context, startMs);
  peer.expectThat(anyTime(), reading);
  await peer.end();
}

/**
 * The time that comes on a connection. A server that waits for a question is asked one after a while:
 * that it waits is the business of another check.
 */
export async function takeTime(
  peer: TcpPeer,
  { now, date, patienceMs }: CheckContext,
  startMs: number,
): Promise<TakenTime> {
  let askedMs = startMs;
  let observed = await peer.receive(TIME_BYTES, patienceMs / 2);
  if (isSilent(observed)) {
    askedMs = now();
    await peer.send(QUESTION);
    observed = await peer.receive(TIME_BYTES, patienceMs / 2);
  }
  if (isSilent(observed)) {
    askedMs = now();
    await peer.halfClose();
    observed = await peer.receive(TIME_BYTES, patienceMs);
  }
  const nowMs = date();
  const [withinMs, latencyMs] = [now() - startMs, now() - askedMs];
  peer.expectThat(something(), observed);
  const rest = observed.ending === "open"
    ? await peer.receive(Infinity, AFTERMATH_MS)
    : { bytes: new Uint8Array() };
  const bytes = joinBytes(observed.bytes, rest.bytes);
  return { reading: { bytes, nowMs, withinMs }, latencyMs };
}

/** The observation of anything at all. */
function something() {
  return expectation<StreamObservation>(({ bytes, ending, silentMs }) => {
    if (bytes.length > 0) return null;
    const [evidence, message] = WORDS[ending](seconds(silentMs));
    return { evidence, message, expected: "4 bytes", observed: "nothing" };
  });
}

const WORDS: Record<StreamObservation["ending"], (silence: string) => [Evidence, string]> = {
  open: (silence) => [
    "silence",
    `No time came within ${silence}, neither unasked nor after a question`,
  ],
  end: () => ["ending", "The server ended the connection without sending the time"],
  reset: () => ["ending", "The connection was reset before the time had come"],
};

function isSilent({ bytes, ending }: StreamObservation): boolean {
  return bytes.length === 0 && ending === "open";
}
