import { indexOfBytes } from "../../../lib/bytes/compare.ts";
import type { Conversation } from "../../../lib/diagnose/conversation.ts";
import type { Observation } from "../../../lib/diagnose/observation.ts";
import { type Recogniser, recogniser } from "../../../lib/diagnose/reading.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { answersWhole, lastOf } from "./stream.ts";

/** So many bytes in a row are no accident. */
const TELLING_BYTES = 5;
/** So much of what came is looked at, and of what was sent. */
const LOOKED_AT_BYTES = 4096;
/** What else comes out wrong where clients share a buffer. */
const TOGETHER = ["interleaved", "side-by-side", "half-sent-records", "twenty-clients"];

/** Recognises a server whose clients get each other's bytes when several are active. */
export function byStrangers(layout: Layout): Recogniser {
  return recogniser((run) =>
    run.failed.some(hasStranger) && answersWhole(run, layout)
      ? {
        explains: (seen) =>
          seen.group === "concurrency" && (hasStranger(seen) || TOGETHER.includes(lastOf(seen.id))),
      }
      : null
  );
}

/** Whether one client of several got bytes that another has sent, and it has not. */
function hasStranger({ group, conversations }: Observation): boolean {
  return group === "concurrency" && conversations.some((one) => {
    const others = conversations.filter((other) => other !== one).map(sentBy);
    const own = sentBy(one);
    return piecesOf(one.received.subarray(0, LOOKED_AT_BYTES)).some((piece) =>
      indexOfBytes(own, piece) < 0 && others.some((other) => indexOfBytes(other, piece) >= 0)
    );
  });
}

function sentBy({ sent }: Conversation): Uint8Array {
  return sent.subarray(0, LOOKED_AT_BYTES);
}

function piecesOf(bytes: Uint8Array): readonly Uint8Array[] {
  const count = Math.floor(bytes.length / TELLING_BYTES);
  return Array.from(
    { length: count },
    (_, at) => bytes.subarray(at * TELLING_BYTES, (at + 1) * TELLING_BYTES),
  );
}
