import { joinBytes } from "../../lib/bytes/byte_list.ts";
import { sameBytes } from "../../lib/bytes/compare.ts";
import type { Conversation } from "../../lib/diagnose/conversation.ts";
import { type Recogniser, recogniser } from "../../lib/diagnose/reading.ts";

/** Recognises a server that sends back what it got where the assignment asks for something else. */
export const byPlainEcho: Recogniser = recogniser((run) => {
  const isAsked = run.all.some(({ transcript }) => transcript.some(({ asked }) => asked));
  if (!isAsked) return null;
  return {
    explains: ({ conversations }) => {
      const answered = conversations.filter((one) => one.receivedBytes > 0);
      return answered.some(isPlainEcho) && answered.every((one) => isPlainEcho(one) || isSame(one));
    },
    contradicts: ({ status, conversations }) =>
      status === "pass" && conversations.some((one) => isTransformed(one)),
  };
});

/** Whether what came is the beginning of what was really sent, and not of what was due. */
function isPlainEcho(conversation: Conversation): boolean {
  const { received, sent } = conversation;
  const raw = rawOf(conversation);
  const known = Math.min(received.length, raw.length);
  return known > 0 && sameBytes(received.subarray(0, known), raw.subarray(0, known)) &&
    !sameBytes(received.subarray(0, known), sent.subarray(0, known));
}

/** Whether what came, and what was really sent, and what was due, are all the same. */
function isSame(conversation: Conversation): boolean {
  const { received, sent } = conversation;
  const raw = rawOf(conversation);
  return sameBytes(raw, sent) && sameBytes(received.subarray(0, sent.length), sent);
}

/** Whether all that was due came, and that is something else than what was sent. */
function isTransformed(conversation: Conversation): boolean {
  const { received, sent, isWhole } = conversation;
  return isWhole && sent.length > 0 && sameBytes(received, sent) &&
    !sameBytes(rawOf(conversation), sent);
}

function rawOf({ entries }: Conversation): Uint8Array {
  return joinBytes(
    ...entries.filter(({ event }) => event === "send").map(({ asked, data }) => asked ?? data),
  );
}
