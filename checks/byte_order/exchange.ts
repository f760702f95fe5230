import { joinBytes } from "../../lib/bytes/byte_list.ts";
import { firstDifference } from "../../lib/bytes/compare.ts";
import type { CheckContext, DialOptions } from "../../lib/check.ts";
import { encode } from "../../lib/layout/encode.ts";
import type { Layout, LayoutRecord } from "../../lib/layout/layout.ts";
import { replyOf } from "../../lib/layout/reply.ts";
import type { StreamObservation } from "../../lib/wire/echo_schema.ts";
import { Mismatch } from "../../lib/wire/mismatch.ts";
import type { TcpPeer } from "../../lib/wire/tcp_peer.ts";
import { recordOf } from "./material.ts";
import { anyReply, isRight, rightReplies } from "./replies.ts";

/** Records as they are sent, and what must come back for them. */
export interface Asked {
  readonly layout: Layout;
  readonly request: Uint8Array;
  readonly expected: Uint8Array;
}

/** What is said of a server that fails only by how the records come. */
const RIGHT_ALONE = ". Alone, sent in one piece, each record is answered rightly";
/** After wrong bytes, how long to look for what else comes, in milliseconds. */
const AFTERMATH_MS = 40;

/** What `records` are on the wire, and what must come back for them. */
export function asked(layout: Layout, ...records: readonly LayoutRecord[]): Asked {
  return {
    layout,
    request: joinBytes(...records.map((record) => encode(layout, record))),
    expected: joinBytes(...records.map((record) => encode(layout, replyOf(layout, record)))),
  };
}

/** Sends records in one piece, and reads all that comes until the connection ends. */
export async function exchange(
  peer: TcpPeer,
  { request, expected }: Asked,
): Promise<StreamObservation> {
  await peer.send(request);
  return await lastReply(peer, expected);
}

/**
 * All that comes until the connection ends. Our side is ended as soon as the reply is there, wrong or
 * late: a server that answers only then is right here, because when it answers is the business of
 * other checks.
 */
export async function lastReply(peer: TcpPeer, expected: Uint8Array): Promise<StreamObservation> {
  return await restOf(peer, await nextReply(peer, expected));
}

/** Sends records one after another, each when the one before is answered, and reads until the end. */
export async function oneByOne(
  peer: TcpPeer,
  requests: readonly Asked[],
): Promise<StreamObservation> {
  let seen = NOTHING;
  for (const { request, expected } of requests) {
    await peer.send(request);
    seen = joined(seen, await nextReply(peer, expected));
  }
  return await restOf(peer, seen);
}

/** What was seen, and all that still comes when we end our side. */
export async function restOf(
  peer: TcpPeer,
  seen: StreamObservation,
): Promise<StreamObservation> {
  await peer.halfClose();
  const rest = await peer.receive(Infinity);
  const isWhole = seen.ending === "open" && rest.ending === "end";
  return { ...joined(seen, rest), isWhole };
}

/** What comes next: until it is as long as `expected`, or late; after wrong bytes that is soon. */
export async function nextReply(peer: TcpPeer, expected: Uint8Array): Promise<StreamObservation> {
  let seen = NOTHING;
  for (let grew = true; grew && seen.bytes.length < expected.length;) {
    const isLike = firstDifference(seen.bytes, expected.subarray(0, seen.bytes.length)) === null;
    const more = await (isLike ? peer.receive(1) : peer.receive(1, AFTERMATH_MS));
    seen = joined(seen, more);
    grew = more.bytes.length > 0 && seen.ending === "open";
  }
  return seen;
}

/** What a check of the stream looks at: the records, who sent them, and what came back. */
export interface Conversation {
  readonly layout: Layout;
  readonly records: readonly LayoutRecord[];
  readonly peer: TcpPeer;
  readonly observed: StreamObservation;
}

/**
 * Expects the right replies, or those that the same records get when each is sent whole over a
 * connection of its own: a wrong number is the business of other checks.
 */
export async function expectReplies(
  { dial }: Pick<CheckContext, "dial">,
  { layout, records, peer, observed }: Conversation,
): Promise<void> {
  const right = asked(layout, ...records);
  if (isRight(right, observed)) return;
  await peer.end();
  const alone = await repliesAlone(dial, layout, records);
  if (alone.length > 0 && firstDifference(alone, observed.bytes) === null) return;
  const isRightAlone = firstDifference(alone, right.expected) === null;
  peer.expectThat(rightReplies(right, isRightAlone ? RIGHT_ALONE : undefined), observed);
}

/** A client of its own that sends one record, gets a reply, right or wrong, and leaves. */
export async function expectAnswer(
  { dial, random }: Pick<CheckContext, "dial" | "random">,
  layout: Layout,
  options: DialOptions = {},
): Promise<void> {
  const record = asked(layout, recordOf(layout, random));
  const peer = await dial(options);
  await peer.send(record.request);
  let observed = await peer.receive(1);
  if (observed.bytes.length === 0 && observed.ending === "open") {
    await peer.halfClose();
    observed = await peer.receive(1);
  }
  peer.expectThat(anyReply(record), observed);
  await peer.end();
}

/** Two observations of the same stream, one after the other. */
export function joined(first: StreamObservation, second: StreamObservation): StreamObservation {
  return { ...second, bytes: joinBytes(first.bytes, second.bytes) };
}

const NOTHING: StreamObservation = { bytes: new Uint8Array(), ending: "open", silentMs: 0 };

async function repliesAlone(
  dial: CheckContext["dial"],
  layout: Layout,
  records: readonly LayoutRecord[],
): Promise<Uint8Array> {
  const replies = new Map<LayoutRecord, Uint8Array>();
  for (const record of new Set(records)) {
    const peer = await dial().catch(unreachable);
    if (peer === null) return new Uint8Array();
    const { bytes } = await exchange(peer, asked(layout, record));
    if (bytes.length === 0) return bytes;
    replies.set(record, bytes);
    await peer.end();
  }
  return joinBytes(...records.flatMap((record) => replies.get(record) ?? []));
}

/** For a connection that only explains another's failure: `null` where the server can't be reached any more. */
export function unreachable(error: unknown): null {
  if (error instanceof Mismatch) return null;
  throw error;
}
