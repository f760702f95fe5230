import type { Check, Facts, Suite } from "../check.ts";
import { quote } from "../bytes/text.ts";
import type { Endpoint, Wire } from "../wire/wire.ts";
import { attemptCheck } from "./attempt.ts";
import { evidenceOf, holds, type Outcome } from "./outcome.ts";
import { isRefusal, Route } from "./route.ts";
import type { Seen } from "./session.ts";

/** What asking a server showed: a suite that fits, or why none does. */
export type Detection =
  | { readonly kind: "found"; readonly suite: Suite; readonly seen: Seen }
  | { readonly kind: "nothing"; readonly refused: boolean; readonly message: string }
  | { readonly kind: "silent"; readonly sent: string }
  | { readonly kind: "strange"; readonly sent: string; readonly answer: string };

/** How a server is asked. */
export interface DetectOptions {
  readonly wire: Wire;
  readonly seed: number;
  /** The longest silence that is waited through, in milliseconds. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

const CAP_MS = 4000;
/** How many bytes of a question or an answer a message shows. */
const SHOWN_BYTES = 40;

/**
 * Finds out which protocol a server speaks, by the first checks of the suites: TCP first, UDP where TCP
 * is refused. The one that fits is not asked again: its outcome goes into the run.
 */
export async function detectSuite(
  suites: readonly Suite[],
  target: Endpoint,
  options: DetectOptions,
): Promise<Detection> {
  const over = (transport: Suite["transport"]) =>
    suites.filter((suite) => suite.transport === transport);
  const tcp = await askAll(over("tcp"), target, options);
  if (tcp.kind !== "nothing") return tcp;
  const udp = await askAll(over("udp"), target, options);
  return udp.kind === "found" ? udp : tcp;
}

/**
 * Asks in turn, the first suite with full patience, the others with half of it. A suite that what came
 * first looks like is asked next, and goes before one that merely got an answer.
 */
async function askAll(
  suites: readonly Suite[],
  target: Endpoint,
  options: DetectOptions,
): Promise<Detection> {
  const [first, ...others] = suites;
  if (!first) return { kind: "nothing", refused: false, message: "There is no suite for it" };
  const asked = await ask(first, target, options);
  const { detection, answer } = asked;
  if (detection.kind === "nothing") return detection;
  const alike = others.filter(({ looksLike }) => looksLike?.(answer));
  const rest = detection.kind === "found" ? alike : [...new Set([...alike, ...others])];
  for (const suite of rest) {
    const next = await ask(suite, target, { ...options, timeoutMs: options.timeoutMs / 2 });
    if (next.detection.kind === "found") return next.detection;
    if (next.detection.kind === "nothing") break;
  }
  return detection;
}

interface Asked {
  readonly detection: Detection;
  readonly answer: Uint8Array;
}

async function ask(suite: Suite, target: Endpoint, options: DetectOptions): Promise<Asked> {
  const check = suite.checks[0] as Check;
  let facts: Facts = { latencyMs: Infinity, bytesPerSecond: null, firstDatagramAnswered: null };
  const outcome = await attemptCheck(check, {
    ...options,
    route: new Route(options.wire, target),
    attempt: 1,
    facts,
    patienceMs: options.timeoutMs,
    endPatienceMs: options.timeoutMs / 2,
    capMs: CAP_MS,
    affordableMs: CAP_MS,
    learn: (news) => facts = { ...facts, ...news },
  });
  const answer = bytesOf(outcome, "receive");
  return { answer, detection: detectionOf(suite, outcome, facts) };
}

function detectionOf(suite: Suite, outcome: Outcome, facts: Facts): Detection {
  const { verdict } = outcome;
  if (verdict.status === "error") throw new Error(verdict.message);
  if (holds(outcome)) {
    const outcomes = new Map([[(suite.checks[0] as Check).id, outcome]]);
    return { kind: "found", suite, seen: { outcomes, facts } };
  }
  if ("mismatch" in verdict && evidenceOf(outcome) === "connection") {
    const { mismatch } = verdict;
    return { kind: "nothing", refused: isRefusal(mismatch), message: mismatch.message };
  }
  const sent = quote(bytesOf(outcome, "send").subarray(0, SHOWN_BYTES));
  const answer = bytesOf(outcome, "receive").subarray(0, SHOWN_BYTES);
  return answer.length > 0
    ? { kind: "strange", sent, answer: quote(answer) }
    : { kind: "silent", sent };
}

function bytesOf({ transcript }: Outcome, event: "send" | "receive"): Uint8Array {
  return transcript.find((entry) => entry.event === event)?.data ?? new Uint8Array();
}
