import { type Conversation, isEchoed, isPrefix } from "./conversation.ts";
import { conversationsIn } from "./features.ts";
import type { Observation, Observations } from "./observation.ts";
import { type Recogniser, recogniser } from "./reading.ts";

/** Which messages a server can't stand. */
export type Unbearable = (message: Uint8Array) => boolean;

/**
 * Recognises a server that ends the connection, or itself, or says nothing, at messages of a kind, and
 * answers the others.
 */
export function byRefusedMessages(isBad: Unbearable): Recogniser {
  return recogniser((run) => {
    const isAnswered = run.all.some(({ conversations }) => conversations.some(isEchoed));
    if (!isAnswered || !run.all.some((seen) => conversationsIn(seen).some(isRefused(isBad)))) {
      return null;
    }
    return {
      explains: (seen) => conversationsIn(seen).some(isRefused(isBad)) || endedBy(isBad, seen, run),
      contradicts: ({ conversations }) =>
        conversations.some((one) =>
          isEchoed(one) && one.isWhole && one.portions.some(({ sent }) => isBad(sent))
        ),
    };
  });
}

/** A bad message got no reply, or only the beginning of one. */
function isRefused(isBad: Unbearable): (one: Conversation) => boolean {
  return (one) => {
    const at = one.portions.findIndex(({ sent }) => isBad(sent));
    const bad = one.portions[at];
    if (!bad || isEchoed(one) || !isPrefix(one.received, one.sent)) return false;
    return one.portions.slice(0, at).every(({ answeredMs }) => answeredMs !== null);
  };
}

function endedBy(isBad: Unbearable, seen: Observation, run: Observations): boolean {
  return seen.id === run.goneAfter && conversationsIn(seen).some(isRefused(isBad));
}
