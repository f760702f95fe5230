import { commonDivisor } from "../../../lib/diagnose/features.ts";
import { isPrefix } from "../../../lib/diagnose/conversation.ts";
import { anyOf, type Recogniser, recogniser } from "../../../lib/diagnose/reading.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { bySlip } from "./by_slip.ts";
import { drawRecords } from "./drawing.ts";
import { surveyOf } from "./survey.ts";
import { isPlain, isStrange, type Talk } from "./talk.ts";

/** No buffer is smaller. */
const SMALLEST_BUFFER = 16;

/** Recognises replies of whole buffers: a right reply, and the rest of the buffer behind it. */
export function byWholeBuffer(layout: Layout): Recogniser {
  const bySize = recogniser((run) => {
    const survey = surveyOf(run, layout);
    if (survey.theories.some(({ form }) => !form.vague)) return null;
    const padded = survey.talks.filter((talk) => isPlain(talk) && isPadded(talk));
    const size = commonDivisor(padded.map(({ one }) => one.received.length));
    const lengths = new Set(padded.map(({ due }) => due.length));
    if (size < SMALLEST_BUFFER || lengths.size < 2) return null;
    const others = survey.talks.filter((talk) => isPlain(talk) && isStrange(talk));
    if (!others.every((talk) => isPadded(talk) || talk.due.length > size)) return null;
    const isFull = (talk: Talk) => isStrange(talk) && talk.one.received.length % size === 0;
    return {
      explains: (seen) => survey.of(seen).some((talk) => isFull(talk) && isPadded(talk)),
      contradicts: (seen) =>
        survey.of(seen).some((talk) => talk.isRight && talk.one.received.length % size > 0),
      draw: (explained) => drawRecords(survey, explained),
    };
  });
  return anyOf(bySlip(layout, "ignores-recv-length"), bySize);
}

/** The reply that was due, and more than a byte behind it. */
function isPadded({ due, one }: Talk): boolean {
  return due.length > 0 && one.received.length > due.length + 1 &&
    isPrefix(due.subarray(0, FIRST_BYTES), one.received);
}

/** Of several records the first reply is looked at: behind it comes the rest of the buffer. */
const FIRST_BYTES = 8;
