import type { Conversation } from "./conversation.ts";
import { isRefused, type Refusal } from "./end_of_server.ts";
import { hasPassed, servedClients } from "./features.ts";
import type { Observation } from "./observation.ts";
import { type Recogniser, recogniser } from "./reading.ts";

/** Fewer clients than this fill no table. */
const MANY_CLIENTS = 15;
/** What checks of these groups send is nothing that could end a server: only their number can. */
const HARMLESS_GROUPS = ["clients", "concurrency"];

/** Recognises a server with room for a few clients at once; `isServed` says who got what it came for. */
export function byFullTable(isServed: (one: Conversation) => boolean): Recogniser {
  return recogniser((run) =>
    run.goneAfter === null && hasPassed(run, "concurrency/second-client")
      ? {
        explains: ({ group, conversations }) =>
          group === "concurrency" && conversations.length > 2 && isFull(conversations, isServed),
      }
      : null
  );
}

/** Whether the first clients were served, and later ones turned away or never answered. */
function isFull(
  conversations: readonly Conversation[],
  isServed: (one: Conversation) => boolean,
): boolean {
  const served = conversations.filter(isServed);
  const others = conversations.filter(({ receivedBytes }) => receivedBytes === 0);
  return served.length > 1 && others.length > 0 && middle(others) > middle(served);
}

function middle(conversations: readonly Conversation[]): number {
  return conversations[Math.floor(conversations.length / 2)]!.conn;
}

/**
 * Recognises a server that serves nobody any more after many clients that asked for nothing unusual,
 * and how it treats the next ones.
 */
export function byUsedUp(...refusals: readonly Refusal[]): Recogniser {
  return recogniser((run) => {
    const last = run.all.find(({ id }) => id === run.goneAfter);
    if (!last || !HARMLESS_GROUPS.includes(last.group)) return null;
    const refusal = refusalOf(last);
    const isMany = servedClients(run) >= MANY_CLIENTS;
    if (!isMany || refusal === null || !refusals.includes(refusal)) return null;
    return {
      isVague: true,
      explains: (seen) =>
        seen.evidence !== "bytes" && (isRefused(seen) || seen.conversations.some(isUnserved)),
    };
  });
}

/** How a server that is used up treats the next client. */
function refusalOf(seen: Observation): Refusal | null {
  const unserved = [...seen.conversations, ...seen.before].filter(isUnserved);
  if (unserved.some(({ ending }) => ending === "open")) return "ignored";
  if (unserved.length > 0) return "turned-away";
  return isRefused(seen) ? "refused" : null;
}

function isUnserved({ receivedBytes }: Conversation): boolean {
  return receivedBytes === 0;
}
