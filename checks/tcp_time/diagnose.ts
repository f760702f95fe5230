import type { Conversation } from "../../lib/diagnose/conversation.ts";
import { conversationsIn, hasFailed } from "../../lib/diagnose/features.ts";
import { type Recogniser, recogniser } from "../../lib/diagnose/reading.ts";
import { timeBytes, timeDifference } from "../../lib/layout/rfc868.ts";
import { readInteger } from "../../lib/layout/number.ts";
import { readingsOf } from "../time/diagnose.ts";
import { isProse, type TimeReading } from "../time/reading.ts";

/** Recognises a server that says nothing before the client has sent something, or has ended its side. */
export function byQuestion(question: "send" | "half-close"): Recogniser {
  return recogniser((run) => {
    if (!hasFailed(run, "answer/unasked")) return null;
    const asked = run.all.flatMap(conversationsIn).filter(({ receivedBytes }) => receivedBytes > 0)
      .map(lastBefore);
    const isEarly = asked.includes("send");
    if (asked.length === 0 || asked.includes("connect")) return null;
    if (isEarly !== (question === "send")) return null;
    return {
      explains: ({ id, evidence }) => id.endsWith("/unasked") || evidence === "silence",
    };
  });
}

/** The last thing that we did before anything came. */
function lastBefore({ entries }: Conversation): string {
  const first = entries.findIndex(({ event }) => event === "receive");
  return entries.slice(0, first).findLast(({ event }) =>
    event === "send" || event === "half-close" || event === "connect"
  )?.event ?? "connect";
}

/** Recognises a server that lets a second client wait until the first has left. */
export const byTurn: Recogniser = recogniser(() => ({
  explains: ({ id, conversations: [first, second] }) => {
    const came = second?.entries.find(({ event }) => event === "receive");
    return id.endsWith("/second-client") && came !== undefined &&
      came.ms >= (first?.halfCloseMs ?? first?.closeMs ?? Infinity) &&
      came.ms <= (second?.halfCloseMs ?? Infinity);
  },
}));

/** Recognises a server that sends the time and doesn't close. */
export const byOpenEnd: Recogniser = recogniser((run) =>
  hasFailed(run, "closing/closes-after-time") &&
    run.of("closing/closes-after-time")?.evidence === "silence"
    ? {
      explains: ({ id, group, evidence, conversations }) =>
        id.endsWith("/closes-after-time") ||
        (group !== "concurrency" && evidence === "silence" &&
          conversations.some(({ receivedBytes }) => receivedBytes === 0)),
    }
    : null
);

/** A clock may be off by so much, in seconds. */
const TOLERANCE_S = 30;

/** Recognises a text before the time. */
export const byGreeting: Recogniser = recogniser((run) => {
  const readings = run.all.flatMap(readingsOf);
  if (readings.length === 0 || !readings.every(isGreeted)) return null;
  return {
    explains: (seen) =>
      readingsOf(seen).some(isGreeted) && ["value", "reach", "clients"].includes(seen.group),
  };
});

function isGreeted({ bytes, nowMs }: TimeReading): boolean {
  if (bytes.length < 6 || !isProse(bytes.subarray(0, -4))) return false;
  const [came, due] = [bytes.subarray(-4), timeBytes(nowMs)].map((part) =>
    Number(readInteger(part, { order: "big" }))
  );
  return Math.abs(timeDifference(came!, due!)) <= TOLERANCE_S;
}
