import type { Conversation } from "./conversation.ts";
import { receivedBeforeEnd } from "./conversation.ts";
import { allConversations, commonDivisor, conversationsIn, heldBack } from "./features.ts";
import type { Observations } from "./observation.ts";
import { type Recogniser, recogniser } from "./reading.ts";

/** Beyond this many bytes some may be on their way when our side is ended. */
const SHORT_BYTES = 16 * 1024;

/** Recognises a server that sends only whole buffers until the end; `isSize` says which sizes are meant. */
export function byFullBuffer(isSize: (bytes: number) => boolean): Recogniser {
  return recogniser((run) => {
    const size = bufferSize(run);
    if (size < 2 || !isSize(size)) return null;
    return {
      explains: (seen) =>
        conversationsIn(seen).some((conversation) => isHeldBack(conversation, size)),
      contradicts: (seen) =>
        conversationsIn(seen).some((conversation) =>
          conversation.sentBytes <= SHORT_BYTES && receivedBeforeEnd(conversation) % size > 0
        ),
    };
  });
}

/** Of how many bytes the replies are multiples; 0 where none came before the end. */
function bufferSize(run: Observations): number {
  const early = allConversations(run)
    .filter(({ sentBytes, receivedBytes }) => sentBytes <= SHORT_BYTES && receivedBytes > 0)
    .map(receivedBeforeEnd).filter((count) => count > 0);
  return early.length > 1 ? commonDivisor(early) : 0;
}

function isHeldBack(conversation: Conversation, size: number): boolean {
  const held = heldBack(conversation);
  return held.length > 0 &&
    held.every(({ sent, received }) => received === sent - sent % size);
}
