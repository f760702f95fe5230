import { firstDifference, indexOfBytes, sameBytes } from "../bytes/compare.ts";
import { type Conversation, differenceIn, endedFirst, isEchoed } from "./conversation.ts";
import type { Observation, Observations } from "./observation.ts";
import { type Hypothesis, type Recogniser, recogniser } from "./reading.ts";

/** What a mistake makes of each piece of bytes that one call received. */
export type Slip = (piece: Uint8Array) => Uint8Array;

/** Beyond this many bytes nobody knows into what pieces they were cut. */
const SHORT_BYTES = 24 * 1024;
/** What is longer is looked at only by slips that explain something shorter, if anything shorter failed. */
const QUICK_BYTES = 400;
/** Small buffer sizes that are tried, and larger ones. */
const SMALL_SIZES = [64, 63, 60, 50, 40, 32, 31, 30, 20, 16, 10, 8, 4, 2, 1];
const SIZES = [64, 100, 127, 128, 255, 256, 500, 511, 512, 1000, 1023, 1024, 1500, 2000, 2047, 2048]
  .concat([4095, 4096, 5000, 8191, 8192, 10_000, 16_383, 16_384]);
/** How many bytes must agree behind a change in a long transfer. */
const AGREEING_BYTES = 8;
const LINE_FEED = 0x0a;

/** Recognises slips that are functions of the bytes alone, each a form of the mistake. */
export function bySlips(...slips: readonly Slip[]): Recogniser {
  return (run) => slips.map((slip) => slipHypothesis(slip, run));
}

/** Recognises a slip that goes by all that was sent on a connection, whatever the pieces. */
export function byWholeText(slip: Slip): Recogniser {
  return recogniser(() => ({
    explains: ({ conversations }) => {
      const strange = conversations.filter((one) => one.sentBytes > 0 && !isEchoed(one));
      return strange.length > 0 && strange.every((one) => {
        const image = slip(one.sent);
        const known = one.isWhole ? image.length : Math.min(image.length, one.received.length);
        return !sameBytes(image, one.sent) &&
          sameBytes(one.received.subarray(0, known), image.subarray(0, known)) &&
          (!one.isWhole || one.received.length === image.length);
      });
    },
    contradicts: ({ status, conversations, group }) =>
      status === "pass" && group !== "survival" &&
      conversations.some((one) =>
        one.isWhole && isEchoed(one) && !sameBytes(slip(one.sent), one.sent)
      ),
  }));
}

/** The hypothesis that a server does just this to each piece. */
export function slipHypothesis(slip: Slip, run: Observations): Hypothesis {
  const isDatagrams = isDatagramRun(run);
  const explains = remembered((seen: Observation) =>
    seen.evidence !== "connection" && explainsAll(slip, seen, isDatagrams)
  );
  const quick = run.failed.filter(isShort);
  const isWorthIt = remembered(() => quick.length === 0 || quick.some(explains));
  const read = (seen: Observation) => {
    if (seen.status === "skip") return "nothing";
    if (seen.status !== "pass") {
      const isTried = isShort(seen) || isWorthIt(run);
      return isTried && explains(seen) ? "explains" : "nothing";
    }
    const wouldShow = seen.group !== "survival" &&
      seen.conversations.some((conversation) =>
        isEchoed(conversation) && altersAlways(slip, conversation, isDatagrams)
      );
    return wouldShow ? "contradicts" : "nothing";
  };
  const predicts = (seen: Observation) =>
    isShort(seen) && seen.conversations.some((one) => altersAlways(slip, one, isDatagrams));
  return { slip, read, predicts };
}

/** Whether a check sends so little that it can't fit by chance. */
export function isShort({ conversations }: Observation): boolean {
  return conversations.some(({ sentBytes }) => sentBytes > 0) &&
    conversations.every(({ sentBytes }) => sentBytes <= QUICK_BYTES);
}

/** The same function, which works out each answer once. */
function remembered<T extends object>(work: (of: T) => boolean): (of: T) => boolean {
  const known = new Map<T, boolean>();
  return (of) => {
    const answer = known.get(of) ?? work(of);
    known.set(of, answer);
    return answer;
  };
}

/** Whether what was seen is a run over UDP. */
export function isDatagramRun({ all }: Observations): boolean {
  return all[0]?.id.startsWith("udp-") ?? false;
}

function explainsAll(slip: Slip, seen: Observation, isDatagrams: boolean): boolean {
  const strange = seen.conversations.filter((conversation) =>
    conversation.sentBytes > 0 && !isEchoed(conversation) &&
    (conversation.receivedBytes > 0 || seen.conversations.length === 1)
  );
  return strange.length > 0 &&
    strange.every((conversation) =>
      isDatagrams ? fitsDatagrams(slip, conversation) : fitsStream(slip, conversation)
    );
}

/** Whether each datagram that came is what the slip makes of one that was sent, and one was altered. */
function fitsDatagrams(slip: Slip, { entries }: Conversation): boolean {
  const of = (event: string) => entries.filter((entry) => entry.event === event);
  const images = of("send").map(({ data }) => ({ data, image: slip(data) }));
  const answers = of("receive");
  const fits = answers.every(({ data }) => images.some(({ image }) => sameBytes(image, data)));
  const isAltered = images.some(({ data, image }) => !sameBytes(data, image));
  return isAltered && answers.length > 0 && fits;
}

/** Whether what came on a stream is what the slip makes of what was sent, cut in some way. */
export function fitsStream(slip: Slip, conversation: Conversation): boolean {
  const { sent, received, isWhole } = conversation;
  if (isWhole && sent.length <= SHORT_BYTES) {
    for (const size of sizesFor(sent.length)) {
      if (isImage(slip, conversation, size)) return true;
    }
  }
  if (sent.length < SIZES[0]! || received.length === 0) return false;
  return SIZES.some((size) => isImageSoFar(slip, conversation, size)) ||
    fitsAtDifference(slip, conversation);
}

function* sizesFor(length: number): Generator<number> {
  yield Infinity;
  yield* SMALL_SIZES.filter((size) => size < length);
  yield* SIZES.filter((size) => size < length);
}

/** Whether the slip turns each portion, cut into pieces of `size`, into just what came for it. */
function isImage(slip: Slip, conversation: Conversation, size: number): boolean {
  const { portions, received } = conversation;
  let at = 0;
  let isAltered = false;
  for (const { sent } of portions) {
    for (let from = 0; from < sent.length; from += size) {
      const piece = sent.subarray(from, Math.min(sent.length, from + size));
      const image = slip(piece);
      if (firstDifference(image, received.subarray(at, at + image.length)) !== null) return false;
      at += image.length;
      isAltered ||= image.length !== piece.length || !sameBytes(image, piece);
    }
    if (at === received.length && isAltered && endedFirst(conversation)) return true;
  }
  return isAltered && at === received.length;
}

/** The same for the beginning of a long transfer, as far as it was sent in one go. */
function isImageSoFar(slip: Slip, { portions, received }: Conversation, size: number): boolean {
  const sent = portions[0]!.sent.subarray(0, SHORT_BYTES);
  if (received.length < size) return false;
  let at = 0;
  let isAltered = false;
  for (let from = 0; from + size <= sent.length; from += size) {
    const piece = sent.subarray(from, from + size);
    const image = slip(piece);
    const known = received.subarray(at, at + image.length);
    if (image.length === 0 || !sameBytes(image, known)) return false;
    at += image.length;
    if (isAltered) return true; // and the next piece came right behind
    isAltered = !sameBytes(image, piece);
  }
  return false;
}

/** Whether the first difference in a long transfer is one that the slip makes, with right bytes behind it. */
function fitsAtDifference(slip: Slip, conversation: Conversation): boolean {
  const { sent, received } = conversation;
  const at = differenceIn(conversation);
  if (at === null || at >= received.length) return false;
  const start = Math.max(0, at - 40);
  const resumed = indexOfBytes(
    sent.subarray(0, at + SHORT_BYTES),
    received.subarray(at, at + AGREEING_BYTES),
    at,
  );
  const ends = [at, at + 1, at + 2, at + 3, resumed, sent.length].filter((end) =>
    end > start && end <= sent.length
  );
  return ends.some((end) => {
    const piece = sent.subarray(start, end);
    const image = slip(piece);
    if (sameBytes(image, piece)) return false;
    const behind = start + image.length;
    if (!sameBytes(image, received.subarray(start, behind))) return false;
    const next = sent.subarray(end, end + AGREEING_BYTES);
    const rests = [slip(next).subarray(0, AGREEING_BYTES - 3), next];
    return rests.some((rest) => sameBytes(rest, received.subarray(behind, behind + rest.length)));
  });
}

/** Whether the slip would have shown here, into whatever pieces the bytes were cut. */
function altersAlways(slip: Slip, conversation: Conversation, isDatagrams: boolean): boolean {
  const { portions, sent, isWhole, entries } = conversation;
  if (!isWhole || sent.length > SHORT_BYTES) return false;
  if (isDatagrams) {
    return entries.some(({ event, data }) => event === "send" && !sameBytes(slip(data), data));
  }
  const cuts = [Infinity, ...SIZES.filter((size) => size < sent.length)];
  return portions.some(({ sent }) =>
    cuts.every((size) => isAlteredIn(slip, sent, size)) &&
    linesOf(sent).some((line) => !sameBytes(slip(line), line))
  );
}

function isAlteredIn(slip: Slip, sent: Uint8Array, size: number): boolean {
  for (let from = 0; from < sent.length; from += size) {
    const piece = sent.subarray(from, Math.min(sent.length, from + size));
    if (!sameBytes(slip(piece), piece)) return true;
  }
  return false;
}

function linesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const lines: Uint8Array[] = [];
  for (let from = 0; from < bytes.length;) {
    const at = bytes.indexOf(LINE_FEED, from);
    const end = at < 0 ? bytes.length : at + 1;
    lines.push(bytes.subarray(from, end));
    from = end;
  }
  return lines;
}
