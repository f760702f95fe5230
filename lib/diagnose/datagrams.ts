import { firstDifference, sameBytes } from "../bytes/compare.ts";
import { nameOf } from "../check.ts";
import { type Conversation, isEchoed, isPrefix } from "./conversation.ts";
import { servedClients } from "./features.ts";
import type { Observation, Observations } from "./observation.ts";
import { type Recogniser, recogniser } from "./reading.ts";

/** The first datagrams of a stranger that tell whose it is. */
const TELLING_BYTES = 3;

/** How many clients a server that ends after its first datagram may have answered before it is gone. */
const SOON = 3;

/** The datagrams that were sent on a socket. */
export function datagramsSent({ entries }: Conversation): readonly Uint8Array[] {
  return entries.filter(({ event }) => event === "send").map(({ data }) => data);
}

/** The datagrams that came on a socket. */
export function datagramsReceived({ entries }: Conversation): readonly Uint8Array[] {
  return entries.filter(({ event }) => event === "receive").map(({ data }) => data);
}

/** Recognises replies that are cut at one length. */
export const byCutDatagrams: Recogniser = recogniser((run) => {
  const size = cutOf(run);
  if (size === null) return null;
  return {
    explains: ({ conversations }) =>
      conversations.some((one) => !isEchoed(one) && cuts(one).includes(size)),
    contradicts: ({ status, conversations, group }) =>
      status === "pass" && group !== "survival" &&
      conversations.some((one) => datagramsReceived(one).some(({ length }) => length > size)),
  };
});

/** The one length at which all that came back cut was cut. */
function cutOf(run: Observations): number | null {
  const all = run.failed.flatMap(({ conversations }) => conversations.flatMap(cuts));
  return all.length > 0 && all.every((cut) => cut === all[0]) ? all[0]! : null;
}

function cuts(one: Conversation): readonly number[] {
  const sent = datagramsSent(one);
  return datagramsReceived(one).filter((reply) =>
    reply.length > 0 &&
    sent.some((datagram) => datagram.length > reply.length && isPrefix(reply, datagram))
  ).map(({ length }) => length);
}

/** Recognises a server that ended after its first datagram, or that answers only the first client. */
export function byFirstClientOnly(isGone: boolean): Recogniser {
  return recogniser((run) => {
    const last = run.all.find(({ id }) => id === run.goneAfter);
    const isSoon = run.goneAfter?.includes("/survival/") === false && servedClients(run) <= SOON;
    if (!last || !isSoon || run.of("reach/answers")?.status !== "pass") return null;
    const isBound = last.observed !== "a free port" && last.evidence === "silence";
    return isBound === isGone
      ? null
      : { endsServer: true, explains: ({ id }) => id === run.goneAfter };
  });
}

/** Recognises a server that is ended, or stuck, by one datagram: `names` says after which checks. */
export function byEndAfterDatagram(...names: readonly string[]): Recogniser {
  return recogniser((run) =>
    names.includes(nameOf(run.goneAfter ?? ""))
      ? { endsServer: true, explains: ({ id }) => id === run.goneAfter }
      : null
  );
}

/** Recognises replies that hold several datagrams. */
export const byJoinedDatagrams: Recogniser = recogniser(() => ({
  explains: ({ transcript }) => {
    const of = (wanted: string) =>
      transcript.filter(({ event }) => event === wanted).map(({ data }) => data);
    return of("receive").some((reply) => isJoined(reply, of("send")));
  },
}));

/** Whether a reply is made of two datagrams or more, in the order in which they were sent. */
function isJoined(reply: Uint8Array, sent: readonly Uint8Array[]): boolean {
  return sent.some((_, first) => {
    let at = 0;
    let count = 0;
    while (at < reply.length && isPrefix(sent[first + count] ?? reply, reply.subarray(at))) {
      at += sent[first + count++]?.length || reply.length;
    }
    return count > 1 && at === reply.length;
  });
}

/** Recognises replies with the bytes of another datagram that was on its way. */
export const byMixedDatagrams: Recogniser = recogniser((run) => {
  const isMixed = run.failed.some((seen) => hasStranger(seen));
  return isMixed
    ? { explains: (seen) => hasStranger(seen) || seen.conversations.some(hasRepeated) }
    : null;
});

/** Whether a reply has the length of a datagram of its socket, and the bytes of another. */
function hasStranger({ conversations }: Observation): boolean {
  const all = conversations.flatMap(datagramsSent);
  return conversations.some((one) => {
    const own = datagramsSent(one);
    return datagramsReceived(one).some((reply) =>
      own.some(({ length }) => length === reply.length) &&
      !own.some((datagram) => sameBytes(datagram, reply)) &&
      all.some((datagram) => (firstDifference(datagram, reply) ?? reply.length) >= TELLING_BYTES)
    );
  });
}

function hasRepeated(one: Conversation): boolean {
  const replies = datagramsReceived(one);
  const isTwice = replies.some((reply, i) =>
    replies.some((other, j) => j > i && sameBytes(other, reply))
  );
  return isTwice && replies.length <= datagramsSent(one).length;
}

/** Recognises datagrams that get no reply, one in every few. */
export const byRegularLoss: Recogniser = recogniser((run) => {
  if (run.goneAfter !== null || !isRegular(run.of("reply/hundred"))) return null;
  return {
    explains: ({ evidence, conversations }) =>
      evidence === "silence" &&
      conversations.some((one) => datagramsReceived(one).length < datagramsSent(one).length),
  };
});

/** Whether the datagrams without a reply stand at equal distances. */
function isRegular(seen: Observation | undefined): boolean {
  const [one] = seen?.conversations ?? [];
  if (!one || seen?.status === "pass") return false;
  const replies = datagramsReceived(one);
  const lost = datagramsSent(one).flatMap((datagram, i) =>
    replies.some((reply) => sameBytes(reply, datagram)) ? [] : [i]
  );
  const distances = lost.slice(1).map((at, i) => at - lost[i]!);
  return lost.length > 0 && replies.length > 0 &&
    distances.every((distance) => distance === distances[0]);
}
