import type { Conversation } from "../../lib/diagnose/conversation.ts";
import { hasFailed } from "../../lib/diagnose/features.ts";
import type { Observation } from "../../lib/diagnose/observation.ts";
import { type Recogniser, recogniser } from "../../lib/diagnose/reading.ts";

/** Checks of many datagrams, one after another, each from a port of its own. */
const ROWS = ["clients/another-port", "reply/any-datagram"];

/** Recognises a server that passes over exactly its first datagram. */
export const byFirstUnanswered: Recogniser = recogniser((run) =>
  run.facts.firstDatagramAnswered === false && !hasFailed(run, "clients/another-port")
    ? { explains: ({ id, evidence }) => id.endsWith("/first-datagram") && evidence === "bytes" }
    : null
);

/** Recognises datagrams that get no reply, one in every few, whoever sends them. */
export const byRegularSilence: Recogniser = recogniser((run) => {
  if (run.goneAfter !== null || !hasFailed(run, "clients/another-port")) return null;
  const answered = ROWS.flatMap((name) => {
    const seen = run.of(name);
    return seen && seen.status !== "pass" ? [answeredBeforeSilence(seen)] : [];
  });
  const [first] = answered;
  if (first === undefined || first < 1 || answered.some((count) => count !== first)) return null;
  return {
    explains: (seen) =>
      seen.evidence === "silence" && seen.conversations.some(isUnanswered) ||
      (seen.id.endsWith("/first-datagram") && seen.evidence === "bytes"),
  };
});

/** How many were answered in a row at the second attempt, which began right behind a loss. */
function answeredBeforeSilence({ conversations }: Observation): number {
  return conversations.findIndex(isUnanswered);
}

function isUnanswered({ sentBytes, receivedBytes }: Conversation): boolean {
  return sentBytes > 0 && receivedBytes === 0;
}
