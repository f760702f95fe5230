import { indexOfBytes, sameBytes } from "../bytes/compare.ts";
import { joinBytes } from "../bytes/byte_list.ts";
import { type Conversation, isEchoed, isPrefix } from "./conversation.ts";
import { allConversations, commonDivisor } from "./features.ts";
import type { Observations } from "./observation.ts";
import { type Hypothesis, type Recogniser, recogniser } from "./reading.ts";
import { slipHypothesis } from "./slip.ts";

/** So many bytes of a message are looked for in its reply. */
const SOUGHT_BYTES = 5;
/** No buffer is smaller. */
const SMALLEST_BUFFER = 16;

/** Recognises a text that stands before each reply. */
export function byPrefix(run: Observations): readonly Hypothesis[] {
  const prefix = prefixOf(run);
  if (!prefix || greetingOf(run)) return [];
  return [slipHypothesis((piece) => joinBytes(prefix, piece), run)];
}

function prefixOf(run: Observations): Uint8Array | null {
  const prefixes = run.failed.flatMap(({ conversations }) => conversations).flatMap((one) => {
    const { portions: [first], sent, received } = one;
    if (!first || sent.length < SOUGHT_BYTES) return [];
    const at = indexOfBytes(received, first.sent.subarray(0, SOUGHT_BYTES));
    return at > 0 ? [received.slice(0, at)] : [];
  });
  return prefixes.find((prefix, i) =>
    prefixes.some((other, j) => j !== i && sameBytes(other, prefix))
  ) ?? null;
}

/** Recognises a text that comes on each connection before anything was sent. */
export const byGreeting: Recogniser = recogniser((run) => {
  const greeting = greetingOf(run);
  if (!greeting) return null;
  const isGreeted = ({ sent, received }: Conversation) =>
    isPrefix(greeting, received) && !isPrefix(greeting, sent);
  return {
    greeting,
    explains: ({ conversations }) =>
      conversations.some((one) => isGreeted(one) && one.receivedBytes > 0),
    contradicts: ({ id, status }) => status === "pass" && id.endsWith("/nothing-unasked"),
  };
});

function greetingOf(run: Observations): Uint8Array | null {
  const early = allConversations(run).flatMap(({ entries }) => {
    const event = entries.find(({ event }) =>
      event === "send" || event === "receive" || event === "half-close"
    );
    return event?.event === "receive" ? [event.data] : [];
  });
  return early[0] ?? null;
}

/** Sizes of buffers that students choose. */
const USUAL_BUFFERS = [
  32,
  64,
  100,
  128,
  200,
  255,
  256,
  500,
  512,
  1000,
  1024,
  2000,
  2048,
  4096,
  8192,
];
/** What another mistake adds to each buffer is no longer, in bytes. */
const LONGEST_ADDITION = 16;

/**
 * Recognises replies of whole buffers with zeros behind the message: the form that can be tried together
 * with another slip, which may add something to each buffer.
 */
export function byPaddedBuffers(run: Observations): readonly Hypothesis[] {
  const lengths = allConversations(run).flatMap(repliesOf)
    .filter(({ sent, received }) => sent.length < received.length)
    .map(({ received }) => received.length);
  const whole = commonDivisor(lengths);
  if (lengths.length < 2 || whole < SMALLEST_BUFFER) return [];
  const sizes = USUAL_BUFFERS.filter((size) => size < whole && whole - size <= LONGEST_ADDITION);
  return [whole, ...sizes].map((size) => slipHypothesis((piece) => padded(piece, size), run));
}

function padded(piece: Uint8Array, size: number): Uint8Array {
  return joinBytes(piece, new Uint8Array(Math.max(0, size - piece.length)));
}

/** Recognises replies of whole buffers, with zeros or old bytes behind the message. */
export const byWholeBuffers: Recogniser = recogniser((run) => {
  const padded = run.failed.flatMap(({ conversations }) => conversations).flatMap(repliesOf)
    .filter(({ sent, received }) => received.length > sent.length + 1 && isPrefix(sent, received));
  const size = commonDivisor(padded.map(({ received }) => received.length));
  const lengths = new Set(padded.map(({ sent }) => sent.length));
  if (size < SMALLEST_BUFFER || lengths.size < 2) return null;
  const isPadded = (one: Conversation) =>
    !isEchoed(one) && one.receivedBytes > 0 &&
    repliesOf(one).every(({ sent, received }) =>
      received.length % size === 0 && isPrefix(sent.subarray(0, size), received)
    );
  return {
    explains: ({ conversations }) => conversations.some(isPadded),
    contradicts: ({ status, conversations, group }) =>
      status === "pass" && group !== "survival" &&
      conversations.some((one) =>
        isEchoed(one) && one.isWhole && repliesOf(one).some(({ sent }) => sent.length % size > 0)
      ),
  };
});

interface Reply {
  readonly sent: Uint8Array;
  readonly received: Uint8Array;
}

function repliesOf({ portions }: Conversation): readonly Reply[] {
  return portions.filter(({ sent, received }) => sent.length > 0 && received.length > 0);
}
