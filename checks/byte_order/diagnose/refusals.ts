import { nameOf } from "../../../lib/check.ts";
import { hasFailed } from "../../../lib/diagnose/features.ts";
import { type Recogniser, recogniser } from "../../../lib/diagnose/reading.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { fits, isMalformed, isPlain, type Talk } from "./talk.ts";
import { surveyOf } from "./survey.ts";

/** Recognises a server that answers a record which announces too much. */
export function byAnsweredMalformed(layout: Layout): Recogniser {
  return recogniser((run) => {
    const survey = surveyOf(run, layout);
    const isUsual = survey.talks.filter(isPlain).every((talk) => fits(survey.base, talk));
    if (
      !isUsual || hasFailed(run, "stream/cut-in-text") || hasFailed(run, "stream/cut-in-number")
    ) {
      return null;
    }
    const isAnswered = (talk: Talk) => isMalformed(talk) && talk.one.receivedBytes > 0;
    const isSlip = (talk: Talk) => survey.base !== survey.right && fits(survey.base, talk);
    return {
      explains: (seen) => {
        const answered = survey.of(seen).filter(isAnswered);
        return answered.length > 0 && !answered.every(isSlip);
      },
    };
  });
}

/** Recognises a server that is ended by a record which announces too much. */
export const byOverflow: Recogniser = recogniser((run) =>
  /^(one-byte|far)-too-long$/.test(nameOf(run.goneAfter ?? ""))
    ? { explains: ({ id }) => id === run.goneAfter }
    : null
);

/** Recognises a server that reads 8 bytes for a number of 4: it answers a whole record where that is what comes. */
export const byWideNumbers: Recogniser = recogniser((run) => {
  const first = run.of("reach/answers");
  const [narrow, wide] = first?.conversations ?? [];
  if (!first || !narrow || !wide || wide.sentBytes <= narrow.sentBytes) return null;
  if (narrow.receivedBytes > 0 || wide.receivedBytes < narrow.sentBytes) return null;
  return { explains: (seen) => seen === first };
});
