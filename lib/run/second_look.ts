import { type Check, groupOf, needsOf, type Suite } from "../check.ts";
import { diagnose, type DiagnoseOptions, type Finding } from "../diagnose/diagnose.ts";
import { conversationsOf, isEchoed, isPrefix } from "../diagnose/conversation.ts";
import { answersEarly, hasPassed } from "../diagnose/features.ts";
import {
  type Observation,
  type Observations,
  observations,
  type Observed,
} from "../diagnose/observation.ts";
import type { Mistake } from "../mistake.ts";
import { correctedWire } from "../wire/corrected.ts";
import type { Wire } from "../wire/wire.ts";
import { observed } from "./observe.ts";
import type { Outcome } from "./outcome.ts";
import type { Seen, Session } from "./session.ts";

/** What a second look needs beside the first session and what was found in it. */
export interface LookOptions extends DiagnoseOptions {
  readonly suite: Suite;
  readonly wire: Wire;
  readonly mistakes: readonly Mistake[];
  /** Begins a session that reports nothing. */
  readonly begin: (wire: Wire, seen: Seen) => Session;
}

/** A mistake that spoils fewer failed checks than this part hides little. */
const HIDING_PART = 0.5;
/** Fewer checks are not looked at again. */
const FEWEST_CHECKS = 3;
/** Into how many pieces a server cuts more than this nobody knows, in bytes. */
const SMALL_BYTES = 24 * 1024;
/** A check that must wait longer is not run again, in milliseconds. */
const LONGEST_WAIT_MS = 500;

/**
 * The findings, and those that the first one has hidden. A mistake that spoils every reply fails each
 * check at its first byte, and nothing shows of what else is wrong. So what failed runs once more, their connections corrected for it: what fails now has another cause.
 */
export async function lookAgain(
  findings: readonly Finding[],
  run: Observations,
  session: Session,
  options: LookOptions,
): Promise<readonly Finding[]> {
  const [first, ...others] = findings;
  if (!first?.fault || run.goneAfter !== null || !isReached(run)) return findings;
  if (others.some(({ fault }) => fault)) return findings;
  const again = checksToRepeat(run, options.suite);
  const isHiding = first.explains.length >= HIDING_PART * run.failed.length;
  if (!isHiding || again.length < FEWEST_CHECKS) return findings;
  const seen = { outcomes: session.outcomes, facts: session.facts };
  const second = options.begin(correctedWire(options.wire, first.fault), seen);
  const outcomes = await second.tryOnce(again);
  const look = observeAgain(outcomes, run, {
    suite: options.suite,
    isExact: !first.fault.slip,
  });
  const known = options.mistakes.filter(({ id }) => id !== first.mistake.id);
  const hidden = diagnose(look, known, options);
  const settled = new Set(
    [...look.passed, ...hidden.flatMap(({ explains }) => explains)].map(({ id }) => id),
  );
  const kept = others.filter(({ explains }) => explains.some(({ id }) => !settled.has(id)));
  const isNew = ({ mistake }: Finding) => !kept.some((one) => one.mistake === mistake);
  return [first, ...kept, ...hidden.filter(isNew)];
}

/** Whether the suite's first check passed: else nothing is known of how fast the server answers. */
function isReached(run: Observations): boolean {
  return hasPassed(run, "reach/answers");
}

/** What failed, and what was skipped for want of that or of time; nothing large, slow, or dangerous. */
function checksToRepeat({ all, failed }: Observations, { checks }: Suite): readonly Check[] {
  const small = new Set(
    failed.filter(({ group, conversations }) =>
      group !== "survival" && conversations.every(({ sentBytes }) => sentBytes <= SMALL_BYTES)
    ).map(({ id }) => id),
  );
  const left = (wanted: string) =>
    new Set(all.filter(({ reason }) => reason === wanted).map(({ id }) => id));
  const [needy, late] = [left("needs"), left("budget")];
  const isFreed = (check: Check) =>
    groupOf(check.id) !== "survival" &&
    (late.has(check.id) || (needy.has(check.id) && needsOf(check).some((id) => small.has(id))));
  return checks.filter((check) =>
    (small.has(check.id) || isFreed(check)) && (check.waitsMs ?? 0) <= LONGEST_WAIT_MS
  );
}

interface LookedAt {
  readonly suite: Suite;
  /** Whether the correction can't have gone wrong. */
  readonly isExact: boolean;
}

/**
 * What the second look saw beside what had passed before. Wrong bytes say nothing where the correction is
 * not exact; the checks that failed before and did not run again are left out.
 */
function observeAgain(
  outcomes: ReadonlyMap<string, Outcome>,
  { all, facts }: Observations,
  { suite: { checks }, isExact }: LookedAt,
): Observations {
  const first = new Map(all.map((one) => [one.id, one]));
  const seen = checks.flatMap(({ id }): readonly Observed[] => {
    const [now, before] = [outcomes.get(id), first.get(id)];
    if (!now) return before?.status === "pass" ? [asPassed(before)] : [];
    return observed({ id, outcome: now }).filter((one) =>
      (isExact || !isGarbled(one)) && !(before && isLate(one, before))
    );
  });
  return observations(seen, { facts, ends: [], isPortFree: false });
}

/** A check that passed over the bare wire: what came counts only where the known fault left it alone. */
function asPassed(before: Observation): Observed {
  const isClean = before.conversations.every(isEchoed);
  return isClean ? before : { ...before, transcript: [], earlier: [] };
}

/** Whether other bytes came than were sent, and not just fewer. */
function isGarbled({ evidence, transcript }: Observed): boolean {
  return evidence === "bytes" &&
    conversationsOf(transcript).some(({ sent, received }) => !isPrefix(received, sent));
}

/** Whether nothing came for what was answered the first time: we didn't wait long enough. */
function isLate({ transcript }: Observed, { conversations }: Observation): boolean {
  return conversationsOf(transcript).some(({ sentBytes, receivedBytes }, i) =>
    sentBytes > 0 && receivedBytes === 0 && conversations[i] !== undefined &&
    answersEarly(conversations[i])
  );
}
