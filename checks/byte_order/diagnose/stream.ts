import { isPrefix } from "../../../lib/diagnose/conversation.ts";
import { endedFirst } from "../../../lib/diagnose/conversation.ts";
import { hasFailed, hasPassed } from "../../../lib/diagnose/features.ts";
import type { Observation, Observations } from "../../../lib/diagnose/observation.ts";
import { type Recogniser, recogniser } from "../../../lib/diagnose/reading.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { patternBytes } from "../../../lib/layout/slips/pattern.ts";
import { isUsual, type Survey, surveyOf } from "./survey.ts";
import { isOfLiving, isPlain, isStrange, type Talk } from "./talk.ts";

/** One record each, in more than one segment. */
const CUT = ["cut-in-number", "cut-in-text", "every-cut", "byte-by-byte"];
/** What else comes out wrong where a piece is taken for a record. */
const IN_PIECES = [
  ...[...CUT, "record-and-a-half", "pipelined", "hundred-records", "side-by-side", "interleaved"],
  ...["half-sent-records", "half-a-record", "half-a-text", "one-byte-too-long", "far-too-long"],
];
/** Several records, one behind the other. */
const TOGETHER = ["pipelined", "record-and-a-half", "hundred-records", "side-by-side"];
/** So many whole records must have been answered as they should be. */
const FEW = 3;

/** Recognises a server that takes what one `recv()` gives for a record. */
export function byPieces(layout: Layout): Recogniser {
  return recogniser((run) => {
    const isShown = CUT.some((name) => hasFailed(run, `stream/${name}`));
    return isShown && answersWhole(run, layout)
      ? { explains: ({ id }) => IN_PIECES.includes(lastOf(id)) }
      : null;
  });
}

/** Recognises a server that answers one record, and closes. */
export function byFirstRecordOnly(layout: Layout): Recogniser {
  return recogniser((run) => {
    const survey = surveyOf(run, layout);
    const isShown = hasFailed(run, "stream/several-records") && answersWhole(run, layout);
    if (!isShown || !survey.talks.some((talk) => isEndedBehindFirst(talk, survey))) return null;
    return {
      explains: (seen) =>
        IN_PIECES.includes(lastOf(seen.id)) ||
        survey.of(seen).some((talk) => isEndedBehindFirst(talk, survey)),
      contradicts: (seen) =>
        survey.of(seen).some((talk) =>
          isUsual(survey, talk) && !talk.isCut && talk.one.isWhole &&
          firstReply(talk, survey).length < talk.due.length
        ),
    };
  });
}

function isEndedBehindFirst(talk: Talk, survey: Survey): boolean {
  const { one } = talk;
  const first = firstReply(talk, survey);
  return endedFirst(one) && first.length > 0 && one.received.length === first.length &&
    isPrefix(first, one.received);
}

/** Recognises a server that throws away what `recv()` gave behind the first record. */
export function byRestLost(layout: Layout): Recogniser {
  return recogniser((run) => {
    const survey = surveyOf(run, layout);
    const isShown = hasFailed(run, "stream/pipelined") && hasPassed(run, "stream/several-records");
    const isCut = CUT.some((name) => hasFailed(run, `stream/${name}`));
    if (!isShown || isCut || !answersWhole(run, layout)) return null;
    return {
      explains: (seen) =>
        TOGETHER.includes(lastOf(seen.id)) &&
        survey.of(seen).some((talk) => isStrange(talk) && beginsWithFirst(talk, survey)),
    };
  });
}

function beginsWithFirst(talk: Talk, survey: Survey): boolean {
  const first = firstReply(talk, survey);
  return first.length > 0 && isPrefix(first, talk.one.received);
}

/** What this server sends for the first record of a talk. */
function firstReply({ request }: Talk, { right, base }: Survey): Uint8Array {
  const first = right.step(request);
  if (typeof first === "string") return new Uint8Array();
  return patternBytes(base.reply(request.slice(0, first.size)).bytes);
}

/** Recognises a server that closes at the client's end, whatever is still to be answered. */
export function byDroppedReply(layout: Layout): Recogniser {
  return recogniser((run) => {
    if (!hasFailed(run, "closing/half-close") || !answersWhole(run, layout)) return null;
    const survey = surveyOf(run, layout);
    return {
      explains: (seen) => survey.of(seen).some((talk) => isDropped(talk, survey)),
    };
  });
}

function isDropped({ one, request }: Talk, { base }: Survey): boolean {
  const whole = patternBytes(base.reply(request).bytes);
  return one.halfCloseMs !== null && one.ending !== "open" && !endedFirst(one) &&
    one.received.length < whole.length && isPrefix(one.received, whole);
}

/** Whether whole records are answered rightly, or all with the same slip, where a check looks at them. */
export function answersWhole(run: Observations, layout: Layout): boolean {
  const survey = surveyOf(run, layout);
  const plain = survey.talks.filter((talk) => isPlain(talk) && isOfLiving(talk, run.goneAfter));
  const told = plain.filter(({ seen }) => seen.status !== "pass");
  return plain.length >= FEW && told.every((talk) => isUsual(survey, talk));
}

/** The last part of an id. */
export function lastOf(id: Observation["id"]): string {
  return id.slice(id.lastIndexOf("/") + 1);
}
