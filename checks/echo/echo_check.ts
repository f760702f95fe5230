import { joinBytes } from "../../lib/bytes/byte_list.ts";
import type { Random } from "../../lib/bytes/random.ts";
import { utf8 } from "../../lib/bytes/text.ts";
import { type Check, check, type CheckContext, groupOf } from "../../lib/check.ts";
import {
  type EchoRules,
  isAboutText,
  isPlain,
  replyTo,
  rulesInWords,
} from "../../lib/echo/rules.ts";
import { Mismatch, Tolerable } from "../../lib/wire/mismatch.ts";
import { randomBytes } from "../payloads.ts";

/** What a check of an echo server works with. */
export interface EchoContext extends CheckContext {
  /** What a right server sends back: the same bytes, unless the assignment says otherwise. */
  reply(sent: Uint8Array): Uint8Array;
  /** Sends bytes, and expects what a right server sends back for them, and nothing else. */
  echo<T>(peer: EchoPeer<T>, sent: Uint8Array): Promise<T>;
  /** A short line that no server can know beforehand. */
  freshLine(letters?: number): Uint8Array;
  /** So many letters: lines of them where the assignment is about lines. */
  freshText(count: number): Uint8Array;
  /** So many random bytes: of any value, or lines of text where the assignment is about text. */
  freshBytes(count: number): Uint8Array;
}

/** Either kind of peer. */
interface EchoPeer<T> {
  echo(sent: Uint8Array, reply: Uint8Array): Promise<T>;
}

/** A check of an echo server: as every check, but that it knows what the assignment says of replies. */
export interface EchoCheck extends Omit<Check, "run"> {
  /**
   * What it asks beyond short lines of ASCII, each ended by LF: an assignment about text says nothing of
   * other bytes, one about lines nothing of what isn't lines, and one that turns round nothing of line ends,
   * and one with a prefix nothing of empty replies.
   */
  readonly asks?: "any-bytes" | "no-lines" | "line-ends" | "empty";
  run(context: EchoContext): Promise<void>;
}

/** Makes a check of its parts. */
export function echoCheck(definition: EchoCheck): EchoCheck {
  return definition;
}

/** The checks of an assignment: without those of which it says nothing, and bound to what it says. */
export function underRules(checks: readonly EchoCheck[], rules: EchoRules): readonly Check[] {
  const left = checks.filter(({ asks }) => !leavesOut(rules, asks));
  const ids = new Set(left.map(({ id }) => id));
  return left.map((one) => bind(one, { rules, ids }));
}

function leavesOut(rules: EchoRules, asks: EchoCheck["asks"]): boolean {
  if (asks === "any-bytes") return isAboutText(rules);
  if (asks === "no-lines") return rules.unit === "line";
  if (asks === "line-ends") return rules.unit === "line" || rules.reply === "reverse";
  return asks === "empty" && rules.prefix !== "";
}

interface Binding {
  readonly rules: EchoRules;
  /** The ids of all checks that are left. */
  readonly ids: ReadonlySet<string>;
}

function bind({ asks: _, byHand, ...definition }: EchoCheck, { rules, ids }: Binding): Check {
  const known = (names: readonly string[] = []) => names.filter((id) => ids.has(id));
  return check({
    ...definition,
    ...wordsUnder(rules, definition),
    ...(byHand && isPlain(rules) ? { byHand } : {}),
    ...(definition.needs ? { needs: known(definition.needs) } : {}),
    ...(definition.after ? { after: known(definition.after) } : {}),
    run: (context) => definition.run(echoContext(context, rules)).catch(ownWords(rules)),
  });
}

/** A failure in the words of an assignment in which what is due isn't what was sent. */
function ownWords(rules: EchoRules): (error: unknown) => never {
  return (error) => {
    const isPlainMismatch = error instanceof Mismatch && !(error instanceof Tolerable);
    if (isPlain(rules) || !isPlainMismatch) throw error;
    throw new Mismatch(error.message.replace("more than sent", "more than due"), error.details);
  };
}

/** What a check asks, and why, where an assignment asks for more than the same bytes. */
function wordsUnder(
  rules: EchoRules,
  { id, must, why }: Pick<EchoCheck, "id" | "must" | "why">,
): Pick<Check, "must" | "why"> {
  if (isPlain(rules)) return { must, why };
  return groupOf(id) === "payload"
    ? {
      must: `Send back what this assignment makes of it: ${rulesInWords(rules)}.`,
      why: "Every byte of the reply is compared with what the assignment asks for.",
    }
    : { must: `${must} What comes back in this assignment: ${rulesInWords(rules)}.`, why };
}

function echoContext(context: CheckContext, rules: EchoRules): EchoContext {
  const { random } = context;
  const reply = (sent: Uint8Array) => replyTo(sent, rules);
  return {
    ...context,
    dial: (options) => context.dial({ ...options, perByte: growthOf(rules) }),
    reply,
    echo: (peer, sent) => peer.echo(sent, reply(sent)),
    freshLine(letters = 12) {
      const text = lettersOf(letters, random, rules);
      return hasLineEnds(rules) ? joinBytes(text, new Uint8Array([LF])) : text;
    },
    freshText: (count) => textOf(count, random, rules),
    freshBytes: (count) =>
      isAboutText(rules) ? textOf(count, random, rules) : randomBytes(random, count),
  };
}

/** No text has lines so short that a prefix makes more of them than this, beside some slack. */
const SHORT_LINE_BYTES = 8;

/** How many bytes may come for each that is sent. */
function growthOf({ prefix }: EchoRules): number {
  return 1 + utf8(prefix).length / SHORT_LINE_BYTES;
}

const LF = 0x0a;
/** The longest line of a text, its LF included: any line buffer holds it. */
const LINE_BYTES = 60;

/** Where a datagram is turned round, nobody has said what becomes of a newline at its end. */
function hasLineEnds({ unit, reply }: EchoRules): boolean {
  return unit !== "datagram" || reply !== "reverse";
}

/** So many letters, in lines where the assignment is about lines: the last one is ended, too. */
function textOf(count: number, random: Random, rules: EchoRules): Uint8Array {
  const text = lettersOf(count, random, rules);
  if (rules.unit !== "line") return text;
  for (let at = LINE_BYTES - 1; at < count; at += LINE_BYTES) text[at] = LF;
  if (count > 0) text[count - 1] = LF;
  return text;
}

/** Letters that the reply changes: capitals where it makes small ones of them. */
function lettersOf(count: number, random: Random, { reply }: EchoRules): Uint8Array {
  const letters = random.letters(count);
  return utf8(reply === "lower" ? letters.toUpperCase() : letters);
}
