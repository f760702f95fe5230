import { firstDifference, indexOfBytes } from "../bytes/compare.ts";
import {
  type Conversation,
  endedFirst,
  isEchoed,
  isPrefix,
  receivedBeforeEnd,
} from "./conversation.ts";
import type { Observation, Observations } from "./observation.ts";

/** A transfer so large that it doesn't fit into the sockets between, in bytes. */
const LARGE_BYTES = 64 * 1024;
/** What the sockets between hold at the least, in bytes. */
const BUFFERED_BYTES = 32 * 1024;
/** A connection that isn't ended for so long after our half-close is left open, in milliseconds. */
const LINGERING_MS = 250;
/** A connection that is ended after so long without a byte was idle, in milliseconds. */
const IDLE_MS = 300;
/** How many bytes in a row are no accident. */
const TELLING_BYTES = 6;
/** What a client of another check has sent is looked at up to this length. */
const SHORT_BYTES = 400;
const RESUMING_BYTES = 12;
/** What is lost or doubled by a partial send() is more than a few bytes. */
const HOLE_BYTES = 64;

/** All conversations of a run, those of first attempts included. */
export function allConversations({ all }: Observations): readonly Conversation[] {
  return all.flatMap(conversationsIn);
}

/** The conversations of a check, those of its first attempt included. */
export function conversationsIn({ before, conversations }: Observation): readonly Conversation[] {
  return [...before, ...conversations];
}

/** How many clients the server has sent anything. */
export function servedClients(run: Observations): number {
  return allConversations(run).filter(({ receivedBytes }) => receivedBytes > 0).length;
}

/** Whether a check ran and passed. */
export function hasPassed(run: Observations, name: string): boolean {
  return run.of(name)?.status === "pass";
}

/** Whether a check failed. */
export function hasFailed(run: Observations, name: string): boolean {
  const status = run.of(name)?.status;
  return status === "fail" || status === "warn";
}

/** Whether something was sent and nothing at all came for it, not even an end. */
export function isIgnored({ sentBytes, receivedBytes, ending }: Conversation): boolean {
  return sentBytes > 0 && receivedBytes === 0 && ending === "open";
}

/** Whether the server ended a connection without having sent anything. */
export function isTurnedAway({ receivedBytes, ending }: Conversation): boolean {
  return receivedBytes === 0 && ending !== "open";
}

/** Whether all came back, and the connection stayed open after our half-close. */
export function isLingering(conversation: Conversation): boolean {
  const { halfCloseMs, closeMs, ending } = conversation;
  return halfCloseMs !== null && ending === "open" &&
    isEchoed(conversation) &&
    (closeMs ?? Infinity) - halfCloseMs >= LINGERING_MS;
}

/** Whether the server ended the connection right behind its answer, with our side still open. */
export function endsAfterAnswer(conversation: Conversation): boolean {
  return endedFirst(conversation) && !isIdleEnd(conversation) &&
    (conversation.receivedBytes > 0 || conversation.ending === "reset") &&
    conversation.sentBytes > 0;
}

/** Whether the server ended the connection after a silence of some length, whatever was sent behind that. */
export function isIdleEnd(conversation: Conversation): boolean {
  const { entries, endMs } = conversation;
  const end = entries.findIndex(({ event }) => event === "end" || event === "reset");
  const last = entries.slice(0, end).findLast(({ event, ms }) =>
    event === "receive" || (event === "send" && ms < endMs!)
  );
  return endedFirst(conversation) && conversation.receivedBytes > 0 && last !== undefined &&
    endMs! - last.ms >= IDLE_MS;
}

/** Whether a check waited for more while only a part of a large transfer had come. */
export function isStalled(conversation: Conversation): boolean {
  const { sentBytes, receivedBytes, silences, sent, received } = conversation;
  return receivedBytes >= BUFFERED_BYTES && receivedBytes < sentBytes &&
    isPrefixAsFarAsKept(received, sent) &&
    (isAbandoned(conversation) ||
      silences.some((silence) => !silence.isHalfClosed && silence.received < silence.sent));
}

/** Whether nothing moved for a while before we closed, with neither side ended. */
function isAbandoned({ halfCloseMs, ending, closeMs, movedMs }: Conversation): boolean {
  return halfCloseMs === null && ending === "open" &&
    (closeMs ?? movedMs) - movedMs >= LINGERING_MS;
}

/** Whether only a part had come when the server ended the connection, after our half-close. */
export function isTailLost(conversation: Conversation): boolean {
  const { halfCloseMs, sentBytes, receivedBytes, ending, sent, received } = conversation;
  return halfCloseMs !== null && ending !== "open" && !endedFirst(conversation) &&
    sentBytes >= 4096 && receivedBytes < sentBytes && isPrefixAsFarAsKept(received, sent) &&
    !conversation.silences.some(({ isHalfClosed }) => !isHalfClosed);
}

/** Whether the server reset the connection where it should have ended, after all had come back. */
export function isResetAtEnd(conversation: Conversation): boolean {
  const { ending, halfCloseMs } = conversation;
  return ending === "reset" && halfCloseMs !== null && !endedFirst(conversation) &&
    isEchoed(conversation);
}

function isPrefixAsFarAsKept(received: Uint8Array, sent: Uint8Array): boolean {
  const known = Math.min(received.length, sent.length);
  return isPrefix(received.subarray(0, known), sent);
}

/** Whether, in a large transfer, the bytes go on elsewhere than where they stopped: some are lost, or doubled. */
export function hasHole({ difference }: Observation): boolean {
  if (!difference || difference.expected.length < LARGE_BYTES) return false;
  const { expected, observed, offset } = difference;
  if (offset < LARGE_BYTES / 4 || offset + RESUMING_BYTES > observed.length) return false;
  const at = indexOfBytes(expected, observed.subarray(offset, offset + RESUMING_BYTES));
  return at >= 0 && Math.abs(at - offset) >= HOLE_BYTES;
}

/** Finds out whether a client got bytes in place of its own that another client of the run had sent. */
export function foreignBytesIn(run: Observations): (seen: Observation) => boolean {
  const short = allConversations(run).filter(({ sentBytes }) => sentBytes <= SHORT_BYTES);
  return ({ conversations }) =>
    conversations.some((one) => {
      const at = firstDifference(one.sent, one.received);
      if (at === null || at >= one.sent.length) return false;
      const strange = one.received.subarray(at, at + TELLING_BYTES);
      return strange.length >= Math.min(TELLING_BYTES, one.sent.length - at) &&
        strange.length > 2 && indexOfBytes(one.sent, strange) < 0 &&
        [...conversations, ...short].some((other) =>
          other !== one && indexOfBytes(other.sent, strange) >= 0
        );
    });
}

/** Amounts after which a check had waited in vain, with bytes held back by the server. */
export function heldBack(
  conversation: Conversation,
): readonly { readonly sent: number; readonly received: number }[] {
  return conversation.silences.filter(({ sent, received, isHalfClosed }) =>
    !isHalfClosed && sent > received
  );
}

/** Whether anything came back before our half-close. */
export function answersEarly(conversation: Conversation): boolean {
  return conversation.sentBytes > 0 && receivedBeforeEnd(conversation) > 0;
}

/** Whether nothing came before our half-close, and something then. */
export function answersAtTheEnd(conversation: Conversation): boolean {
  const { sentBytes, receivedBytes, silences } = conversation;
  return sentBytes > 0 && receivedBytes > 0 && receivedBeforeEnd(conversation) === 0 &&
    silences.length > 0;
}

/** The greatest common divisor of some numbers; 0 of none. */
export function commonDivisor(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => {
    while (b > 0) [a, b] = [b, a % b];
    return a;
  }, 0);
}
