import { utf8 } from "../../lib/bytes/text.ts";
import type { CheckContext } from "../../lib/check.ts";
import { seconds } from "../../lib/wire/echo_schema.ts";
import { Mismatch } from "../../lib/wire/mismatch.ts";
import type { DatagramObservation, UdpPeer } from "../../lib/wire/udp_peer.ts";
import type { Datagram } from "../../lib/wire/wire.ts";
import type { TimeReading } from "../time/reading.ts";
import { anyTime } from "../time/schemas.ts";

/** A datagram that asks for the time: no digit, and fewer bytes than any number. */
export const QUESTION = utf8("?");

/** A reply, and what it says. */
export interface TimeReply {
  readonly datagram: Datagram;
  readonly reading: TimeReading;
}

/** Asks for the time, from a port of its own: equal replies to one port are taken for one. */
export async function readTime(context: CheckContext): Promise<TimeReading> {
  const peer = await context.open();
  const { reading } = await askTime(peer, context);
  await peer.end();
  return reading;
}

/** Asks with `question`, and expects any time. */
export async function expectTime(
  context: CheckContext,
  question: Uint8Array = QUESTION,
): Promise<void> {
  const peer = await context.open();
  const { reading } = await askTime(peer, context, question);
  peer.expectThat(anyTime(), reading);
  await peer.end();
}

/** Sends one datagram and takes its reply, whatever it is and whoever sent it. */
export async function askTime(
  peer: UdpPeer,
  context: CheckContext,
  question: Uint8Array = QUESTION,
): Promise<TimeReply> {
  const startMs = context.now();
  await peer.send(question);
  return await takeTime(peer, context, { startMs, question });
}

/** Takes the reply to a datagram that was sent already. */
export async function takeTime(
  peer: UdpPeer,
  { now, date }: CheckContext,
  { startMs, question }: { readonly startMs: number; readonly question: Uint8Array },
): Promise<TimeReply> {
  const observed = await peer.receive(1);
  const [datagram] = observed.datagrams;
  if (!datagram) throw noReply(question, observed);
  return { datagram, reading: { bytes: datagram.bytes, nowMs: date(), withinMs: now() - startMs } };
}

/** What a datagram without a reply is called. */
export function noReply(question: Uint8Array, { silentMs }: DatagramObservation): Mismatch {
  const size = question.length === 0 ? "empty datagram" : "datagram";
  return new Mismatch(`The ${size} got no reply within ${seconds(silentMs)}`, {
    evidence: "silence",
    expected: "one datagram of 4 bytes",
    observed: "no datagram",
  });
}
