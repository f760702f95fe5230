import {
  allConversations,
  answersAtTheEnd,
  answersEarly,
  conversationsIn,
} from "../../../lib/diagnose/features.ts";
import { type Recogniser, recogniser } from "../../../lib/diagnose/reading.ts";

/** Recognises a server that answers early only those who send much, and everybody else at their end. */
export const byHeldBack: Recogniser = recogniser((run) => {
  const all = allConversations(run);
  const held = all.filter(answersAtTheEnd).map(({ sentBytes }) => sentBytes);
  const early = all.filter(answersEarly).map(({ sentBytes }) => sentBytes);
  if (held.length === 0 || early.length === 0 || Math.max(...held) >= Math.min(...early)) {
    return null;
  }
  return { explains: (seen) => conversationsIn(seen).some(answersAtTheEnd) };
});
