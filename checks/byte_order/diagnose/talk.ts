import { firstDifference } from "../../../lib/bytes/compare.ts";
import { groupOf } from "../../../lib/check.ts";
import type { Conversation } from "../../../lib/diagnose/conversation.ts";
import type { Observation } from "../../../lib/diagnose/observation.ts";
import { difference } from "../../../lib/layout/difference.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import type { SlipForm } from "../../../lib/layout/slips/forms.ts";
import { holdsAt, patternBytes } from "../../../lib/layout/slips/pattern.ts";

/** What was asked on one connection, and what came back. */
export interface Talk {
  readonly seen: Observation;
  readonly one: Conversation;
  /** All that was sent; what the record doesn't hold of it is made up. */
  readonly request: Uint8Array;
  /** What a right server sends for it. */
  readonly due: Uint8Array;
  /** Whether just that came. */
  readonly isRight: boolean;
  /** Whether no more than the beginning of it was seen. */
  readonly isCut: boolean;
}

/** The connections of checks like these carry whole records, in one piece and with nothing beside. */
const PLAIN_GROUPS = ["values", "text", "size", "clients"];
/** Longer requests are left alone: they take time, and a short one shows as much. */
const MOST_BYTES = 80 * 1024;

/** What was asked and answered in a check; at its first attempt, where nobody was reached at the second. */
export function talksOf(seen: Observation, layout: Layout, right: SlipForm): readonly Talk[] {
  const isReached = seen.conversations.some(({ sentBytes }) => sentBytes > 0);
  const conversations = isReached ? seen.conversations : seen.before;
  return conversations.filter(({ sentBytes }) => sentBytes > 0 && sentBytes <= MOST_BYTES)
    .map((one) => talk(one, { seen, layout, right }));
}

function talk(
  one: Conversation,
  { seen, layout, right }: {
    readonly seen: Observation;
    readonly layout: Layout;
    readonly right: SlipForm;
  },
): Talk {
  const request = wholeRequest(one);
  const due = patternBytes(right.reply(request).bytes);
  const isSame = one.isWhole
    ? difference(layout, { expected: due, observed: one.received }).length === 0
    : due.length === one.receivedBytes && isBeginning(one.received, due);
  const isCut = !isSame && one.ending === "open" && one.receivedBytes > 0 &&
    isBeginning(one.received, due);
  return { seen, one, request, due, isRight: isSame, isCut };
}

/** A transcript holds the beginning of a long request: its last byte is taken for all that follow. */
function wholeRequest({ sent, sentBytes }: Conversation): Uint8Array {
  if (sent.length === sentBytes) return sent;
  const whole = new Uint8Array(sentBytes).fill(sent.at(-1) ?? 0);
  whole.set(sent);
  return whole;
}

/** Whether a talk is of one or more whole records, sent at once, that nothing but what they hold decides. */
export function isPlain({ seen, due }: Talk): boolean {
  return PLAIN_GROUPS.includes(groupOf(seen.id)) && due.length > 0;
}

/** Whether the server was there for the whole of a talk, as far as is known: it has come to its end. */
export function isOfLiving({ seen }: Talk, goneAfter: string | null): boolean {
  return seen.status !== "skip" && seen.id !== goneAfter;
}

/** Whether a talk is of a record that announces too much, and is to be refused. */
export function isMalformed({ due, seen }: Talk): boolean {
  return due.length === 0 && groupOf(seen.id) === "survival" && seen.id.endsWith("-too-long");
}

/** Whether what came is neither right nor the beginning of it. */
export function isStrange({ isRight, isCut }: Talk): boolean {
  return !isRight && !isCut;
}

/** Whether what came on a connection is what a server of this form sends. */
export function fits(form: SlipForm, { one, request, due }: Talk): boolean {
  if (one.isWhole && form.gives(request, one.received)) return true;
  if (one.isWhole && (one.ending === "open" || one.received.length >= due.length)) return false;
  const reply = form.reply(request);
  if (!one.isWhole) {
    return reply.bytes.length === one.receivedBytes &&
      holdsAt(one.received, 0, reply.bytes.slice(0, one.received.length));
  }
  return reply.ending === "closes" && reply.bytes.length < one.received.length &&
    isBeginning(one.received, due); // it had sent the first fields when it closed
}

function isBeginning(part: Uint8Array, whole: Uint8Array): boolean {
  return part.length <= whole.length &&
    firstDifference(part, whole.subarray(0, part.length)) === null;
}
