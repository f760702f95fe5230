import { firstDifference, indexOfBytes } from "../../../lib/bytes/compare.ts";
import type { Observation } from "../../../lib/diagnose/observation.ts";
import { type Recogniser, recogniser } from "../../../lib/diagnose/reading.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { answersWhole, lastOf } from "./stream.ts";
import { type Survey, surveyOf } from "./survey.ts";
import { isStrange } from "./talk.ts";

/** So many bytes in a row are no accident. */
const TELLING_BYTES = 5;
/** What else comes out wrong where clients share a buffer. */
const TOGETHER = ["interleaved", "side-by-side", "half-sent-records", "twenty-clients"];

/** Recognises a server whose clients get each other's bytes when several are active. */
export function byStrangers(layout: Layout): Recogniser {
  return recogniser((run) => {
    const survey = surveyOf(run, layout);
    const isShown = (seen: Observation) =>
      seen.group === "concurrency" && hasStranger(survey.of(seen), survey);
    if (!run.failed.some(isShown) || !answersWhole(run, layout)) return null;
    return {
      explains: (seen) =>
        isShown(seen) || (seen.group === "concurrency" && TOGETHER.includes(lastOf(seen.id))),
    };
  });
}

/** Whether one client got, in place of its own, bytes that another client of the check is due. */
function hasStranger(talks: ReturnType<Survey["of"]>, { base }: Survey): boolean {
  return talks.some((talk) => {
    if (!isStrange(talk)) return false;
    const own = Uint8Array.from(base.reply(talk.request).bytes, (byte) => byte ?? 0);
    const { received } = talk.one;
    const at = firstDifference(own.subarray(0, received.length), received);
    if (at === null) return false;
    const strange = received.subarray(at, at + TELLING_BYTES);
    return strange.length === TELLING_BYTES && indexOfBytes(own, strange) < 0 &&
      talks.some((other) =>
        other !== talk &&
        (indexOfBytes(other.due, strange) >= 0 || indexOfBytes(other.request, strange) >= 0)
      );
  });
}
