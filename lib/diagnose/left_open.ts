import { type Conversation, endedFirst } from "./conversation.ts";
import { allConversations, isIgnored } from "./features.ts";
import { type Recogniser, recogniser } from "./reading.ts";

/** A connection that isn't ended for so long after our half-close is left open, in milliseconds. */
const LINGERING_MS = 250;

/** Recognises a server that doesn't notice the client's end, whatever it answers. */
export const byLeftOpen: Recogniser = recogniser((run) => {
  if (!allConversations(run).some(isLeftOpen)) return null;
  const isFirst = run.of("reach/answers")?.conversations.some(isLeftOpen) ?? false;
  const blocksOthers = isFirst &&
    !run.failed.some(({ conversations }) =>
      conversations.some(({ receivedBytes }) => receivedBytes > 0)
    );
  return {
    explains: ({ conversations }) =>
      conversations.some((one) => isLeftOpen(one) || (blocksOthers && isIgnored(one))),
    contradicts: ({ conversations }) => conversations.some(isEndedInTurn),
    isVague: !blocksOthers,
  };
});

/** Whether the connection stayed open after our half-close, with all answered that was asked. */
function isLeftOpen(one: Conversation): boolean {
  const { halfCloseMs, closeMs, ending } = one;
  return halfCloseMs !== null && ending === "open" && isAnswered(one) &&
    (closeMs ?? Infinity) - halfCloseMs >= LINGERING_MS;
}

/** Whether the server ended the connection because we had ended our side. */
function isEndedInTurn(one: Conversation): boolean {
  return one.halfCloseMs !== null && one.ending === "end" && isAnswered(one) && !endedFirst(one);
}

function isAnswered({ sentBytes, receivedBytes }: Conversation): boolean {
  return sentBytes === 0 || receivedBytes > 0;
}
