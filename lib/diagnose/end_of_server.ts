import { nameOf } from "../check.ts";
import { isDatagramRun } from "./slip.ts";
import { type Conversation, isEchoed } from "./conversation.ts";
import {
  allConversations,
  conversationsIn,
  isIgnored,
  isStalled,
  isTurnedAway,
  servedClients,
} from "./features.ts";
import type { Observation, Observations, ServerEnd } from "./observation.ts";
import { type Recogniser, recogniser } from "./reading.ts";

/** Fewer clients than this fill no table. */
const MANY_CLIENTS = 15;
/** From so many clients on it is rather their number than the length of a message that ends a server. */
const FULL_TABLE = 80;
/** So many clients must have got their bytes before one message is called too long. */
const SOME_CLIENTS = 5;

/** Recognises a server that ends when its first client leaves: by returning from main(), as far as that is known. */
export const byEndAfterFirstClient: Recogniser = afterFirstClient(
  ({ after, end }) => endedBy(end, 0) && !after.includes("/survival/"),
  () => false,
);

/** Recognises the same of a server whose accept() was interrupted, and that says so where that can be seen. */
export const byInterruptedAccept: Recogniser = afterFirstClient(
  ({ end, said }) => end === null || INTERRUPTED.test(said),
  ({ said }) => INTERRUPTED.test(said), // whenever it was that a child ended
);

const INTERRUPTED = /interrupted system call|EINTR/i;

/**
 * Recognises a server that is ended by what one client does, by an error or a signal; `names` says after
 * which checks. One that still listens has not ended: it is stuck.
 */
export function byEndAfter(
  names: readonly string[],
  how: "error" | "SIGPIPE",
): Recogniser {
  return recogniser((run) => {
    const ids = run.ends.filter(({ after, end }) =>
      names.includes(nameOf(after)) && endedBy(end, how) && (end !== null || run.isPortFree)
    ).map(({ after }) => after);
    return ids.length > 0 ? { endsServer: true, explains: ({ id }) => ids.includes(id) } : null;
  });
}

/** Whether a program ended in a way, or may have where that can't be seen. */
function endedBy(end: ServerEnd["end"], how: 0 | "error" | "SIGPIPE"): boolean {
  if (end === null) return true;
  if (end === "running" || end.limit !== null) return false;
  if (how === "SIGPIPE") return end.signal === how;
  return end.signal === null && (end.status === 0) === (how === 0);
}

/** A program that is started again ends again at the next client: each time tells the same. */
function afterFirstClient(
  fits: (end: ServerEnd) => boolean,
  isKnown: (end: ServerEnd) => boolean,
): Recogniser {
  return recogniser((run) => {
    const first = run.all.findIndex(({ id }) => id.endsWith("/reach/answers"));
    const [end] = run.ends;
    if (first < 0 || run.all[first]?.status !== "pass" || !end || !fits(end)) return null;
    if (nameOf(end.after) !== "next-client" && !isKnown(end)) return null;
    const alike = new Set(run.ends.filter(fits).map(({ after }) => after));
    return {
      endsServer: true,
      explains: (seen) => alike.has(seen.id) && (end.end !== null || isRefused(seen)),
    };
  });
}

/** How a server treats clients when it can't serve any more. */
export type Refusal = "ignored" | "turned-away" | "refused";

/** Recognises a server that serves nobody any more after many clients, and how it treats the next ones. */
export function byManyClients(...refusals: readonly Refusal[]): Recogniser {
  return recogniser((run) => {
    if (run.goneAfter === null || run.goneAfter.includes("/survival/")) return null;
    if (run.ends.length > 1) return null; // it was started again: its clients can't be counted
    const served = servedClients(run);
    if (served < MANY_CLIENTS || (served < FULL_TABLE && smallestFatal(run) !== null)) return null;
    if (allConversations(run).some(isStalled)) return null;
    const refusal = refusalOf(run);
    if (refusal === null || !refusals.includes(refusal)) return null;
    return {
      isVague: true,
      endsServer: true,
      explains: (seen) =>
        seen.evidence !== "bytes" &&
        (isRefused(seen) || seen.conversations.some((one) => isIgnored(one) || isTurnedAway(one))),
    };
  });
}

/** Recognises a server that is ended by a message as long as its buffer. */
export const byFullBufferEnd: Recogniser = recogniser((run) => {
  const fatal = smallestFatal(run);
  const served = servedClients(run);
  if (fatal === null || served < SOME_CLIENTS || served >= FULL_TABLE) return null;
  return {
    isVague: true,
    endsServer: true,
    explains: (seen) =>
      seen.id === run.goneAfter ||
      conversationsIn(seen).some((one) =>
        one.ending !== "open" && largestSent(one.portions) >= fatal && !isEchoed(one)
      ),
  };
});

/** The smallest message that was never answered whole, where all that were are smaller and the server is gone. */
function smallestFatal(run: Observations): number | null {
  if (run.goneAfter === null || run.goneAfter.includes("/survival/")) return null;
  const all = run.all.flatMap(conversationsIn);
  const completed = Math.max(
    0,
    ...all.filter(isEchoed).map(({ portions }) => largestSent(portions)),
  );
  const isCut = (one: Conversation) =>
    isDatagramRun(run) ? one.receivedBytes === 0 : one.ending !== "open";
  const cut = all.filter((one) => one.sentBytes > 0 && isCut(one) && !isEchoed(one))
    .map(({ portions }) => largestSent(portions)).filter((count) => count > completed);
  return cut.length > 0 ? Math.min(...cut) : null;
}

function largestSent(portions: readonly { readonly sent: Uint8Array }[]): number {
  return Math.max(0, ...portions.map(({ sent }) => sent.length));
}

function refusalOf(run: Observations): Refusal | null {
  const last = run.all.find(({ id }) => id === run.goneAfter);
  if (!last) return null;
  if (last.conversations.some(isIgnored)) return "ignored";
  if (last.conversations.some(isTurnedAway)) return "turned-away";
  return isRefused(last) ? "refused" : null;
}

/** Whether a check found nothing that listens any more. */
export function isRefused({ evidence, observed, conversations }: Observation): boolean {
  return (evidence === "connection" && observed === "connection refused") ||
    (conversations.length > 0 && conversations.every(isTurnedAway));
}
