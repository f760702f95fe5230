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
import type { Observation, Observations } from "./observation.ts";
import { type Recogniser, recogniser } from "./reading.ts";

/** Fewer clients than this fill no table. */
const MANY_CLIENTS = 15;
/** From so many clients on it is rather their number than the length of a message that ends a server. */
const FULL_TABLE = 50;
/** So many clients must have got their bytes before one message is called too long. */
const SOME_CLIENTS = 5;

/** Recognises a server that ends when its first client leaves. */
export const byEndAfterFirstClient: Recogniser = recogniser((run) => {
  const first = run.all.findIndex(({ id }) => id.endsWith("/reach/answers"));
  const isSecond = nameOf(run.goneAfter ?? "") === "next-client";
  if (first < 0 || run.all[first]?.status !== "pass" || !isSecond) return null;
  return { explains: (seen) => seen.id === run.goneAfter && isRefused(seen) };
});

/**
 * Recognises a server that is ended by what one client does; `names` says after which checks. One that
 * still listens has not ended: it is stuck.
 */
export function byEndAfter(...names: readonly string[]): Recogniser {
  return recogniser((run) =>
    run.isPortFree && names.includes(nameOf(run.goneAfter ?? ""))
      ? { explains: ({ id }) => id === run.goneAfter }
      : null
  );
}

/** How a server treats clients when it can't serve any more. */
export type Refusal = "ignored" | "turned-away" | "refused";

/** Recognises a server that serves nobody any more after many clients, and how it treats the next ones. */
export function byManyClients(...refusals: readonly Refusal[]): Recogniser {
  return recogniser((run) => {
    if (run.goneAfter === null || run.goneAfter.includes("/survival/")) return null;
    const served = servedClients(run);
    if (served < MANY_CLIENTS || (served < FULL_TABLE && smallestFatal(run) !== null)) return null;
    if (allConversations(run).some(isStalled)) return null;
    const refusal = refusalOf(run);
    if (refusal === null || !refusals.includes(refusal)) return null;
    return {
      isVague: true,
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
