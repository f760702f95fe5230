import { sameBytes } from "../bytes/compare.ts";
import { type Conversation, isEchoed, isPrefix } from "./conversation.ts";
import { type Recogniser, recogniser } from "./reading.ts";

const NUL = 0x00;

/** Recognises replies that stop at the first NUL, and run on into older bytes where there is none. */
export const byStrlen: Recogniser = recogniser((run) => {
  const isShown = run.failed.some(({ conversations }) => conversations.some(isCut));
  return isShown
    ? {
      explains: ({ conversations }) => {
        const strange = conversations.filter((one) => one.sentBytes > 0 && !isEchoed(one));
        return strange.length > 0 && strange.every((one) => isCut(one) || runsOn(one));
      },
      contradicts: ({ conversations }) =>
        conversations.some((one) => isEchoed(one) && one.isWhole && one.sent.includes(NUL)),
    }
    : null;
});

/** The reply goes wrong at a NUL: all before it came back. */
function isCut({ sent, received }: Conversation): boolean {
  const at = sent.indexOf(NUL);
  return at >= 0 && isPrefix(sent.subarray(0, at), received) && received[at] !== NUL;
}

/** Behind a message without a NUL stand bytes of an earlier one. */
function runsOn({ portions, sent, received }: Conversation): boolean {
  const last = portions.at(-1);
  if (sent.includes(NUL) || !last || received.length <= sent.length) return false;
  return portions.every((portion) => isPrefix(portion.sent, portion.received)) &&
    !sameBytes(last.sent, last.received);
}
