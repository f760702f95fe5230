import {
  type Check,
  countsAt,
  type Facts,
  isHazard,
  type Level,
  needsOf,
  type Suite,
} from "../check.ts";
import type { Launcher, ProgramEnd } from "../program.ts";
import type { SkipReason, TargetReport } from "../report.ts";
import { seconds } from "../wire/echo_schema.ts";
import { Mismatch, Tolerable } from "../wire/mismatch.ts";
import type { Endpoint, Wire } from "../wire/wire.ts";
import { attemptCheck, type AttemptOptions } from "./attempt.ts";
import { Gate } from "./gate.ts";
import { evidenceOf, holds, notRun, type Outcome, type Verdict } from "./outcome.ts";
import { isRefusal, Route } from "./route.ts";

/** What was seen of a server before a session, and learnt from it. */
export interface Seen {
  readonly outcomes: ReadonlyMap<string, Outcome>;
  /** `null` where the server gave no answer. */
  readonly facts: Facts | null;
}

/** A program that the run has started itself, and may start again. */
export interface Restartable {
  /** Where it was told to listen. */
  readonly at: Endpoint | null;
  /** How it ended; `null` while it runs. */
  readonly end: ProgramEnd | null;
  /** The last that it wrote. */
  readonly output: string;
  /** What became of it during a check, in a sentence without its full stop. */
  readonly words: string;
  /** Whether it has ended: looked up, which may take a moment. */
  hasEnded(): Promise<boolean>;
  /** Ends it where it still runs, and starts it again; `false` where that was done often enough. */
  restart(): Promise<boolean>;
}

/** A moment at which the server was lost. */
export interface Loss {
  /** The check that was running. */
  readonly after: Check;
  /** How its program ended; `null` where that can't be seen, `running` where it had not. */
  readonly end: ProgramEnd | "running" | null;
  /** The last that the program wrote, where that can be seen. */
  readonly said: string;
}

/** What the run of one suite needs to know. */
export interface SessionOptions {
  readonly wire: Wire;
  readonly target: Endpoint;
  readonly seed: number;
  readonly level: Level;
  /** The longest silence that is waited through, in milliseconds. */
  readonly timeoutMs: number;
  /** How many checks run at once against a concurrent server. */
  readonly jobs: number;
  /** How long the suite may take, in milliseconds; what is left then is skipped. */
  readonly budgetMs: number;
  readonly signal: AbortSignal;
  /** The program, where the run has started it. */
  readonly program?: Restartable;
  /** Starts the program, where the checks are to do that. */
  readonly launcher?: Launcher;
  /** What was seen before the session began: the first exchange of a run is a check itself. */
  readonly seen?: Seen;
  /** Called for each check as soon as its outcome is final. */
  onOutcome(check: Check, outcome: Outcome): void;
}

/** Connections that may wait for their first answer at a time: `listen(s, 5)` is common. */
const UNANSWERED_CONNECTIONS = 4;
/** A check above the level that must wait longer than this is not tried. */
const ADVICE_WAIT_MS = 500;
/** What a check that counts may spend where the time depends on the server's speed. */
const AFFORDABLE_MS = 8000;
/** What one attempt may take, and what it may take while nothing is known of the server. */
const ATTEMPT_CAP_MS = 5000;
const OPENING_CAP_MS = 3000;
/** After so many silences that were met twice, the next ones are confirmed with less time. */
const FULL_CONFIRMATIONS = 3;
const SHORT_CONFIRMATION_MS = 700;
/** After so many checks that passed only with time to spare, all get it, one by one. */
const RESCUES = 3;
/** After so many in a row the rest isn't tried. */
const SILENCES_IN_A_ROW = 12;

const BLAMELESS: readonly SkipReason[] = ["not-applicable", "level", "budget"];

/** A check that met a silence, and what it saw. */
interface Suspect {
  readonly check: Check;
  readonly outcome: Outcome;
}

/** The run of one suite against one server. */
export class Session {
  readonly #suite: Suite;
  readonly #options: SessionOptions;
  readonly #outcomes: Map<string, Outcome>;
  readonly #gate = new Gate(UNANSWERED_CONNECTIONS);
  #route: Route;
  readonly #startMs: number;
  #facts: Facts = { latencyMs: Infinity, bytesPerSecond: null, firstDatagramAnswered: null };
  #asked: ReadonlySet<string> = new Set();
  #answered = false;
  /** How many checks met a silence at first, and passed with time to spare, using it. */
  #rescued = 0;
  #silences = 0;
  #silencesInARow = 0;
  /** Why nothing more can be asked of the server, or `null` while it lives. */
  #gone: string | null = null;
  readonly #losses: Loss[] = [];
  /** Words for a program that ended while several checks ran, until one of them is seen to end it. */
  #unexplained: string | null = null;
  #restarting: Promise<boolean> | null = null;
  /** Whether the last exchange that was to show the server alive found nothing that listens. */
  #isRefused = false;

  constructor(suite: Suite, options: SessionOptions) {
    this.#suite = suite;
    this.#options = options;
    this.#route = new Route(options.wire, options.target);
    this.#startMs = options.wire.clock.now();
    this.#outcomes = new Map(options.seen?.outcomes);
    if (options.seen?.facts) this.#learn(options.seen.facts);
  }

  /** The outcomes so far, by check id. */
  get outcomes(): ReadonlyMap<string, Outcome> {
    return this.#outcomes;
  }

  /** What the run has learnt of the server. */
  get facts(): Facts {
    return this.#facts;
  }

  /** How long the first answer took, in milliseconds; `null` without one. */
  get latencyMs(): number | null {
    return this.#answered ? this.#facts.latencyMs : null;
  }

  /** When the server was lost: once, or as often as it was started again. */
  get losses(): readonly Loss[] {
    return this.#losses;
  }

  /** Whether nothing listens any more on the port of a server that is gone. */
  get endedWhole(): boolean {
    return this.#gone !== null && this.#isRefused;
  }

  /** How the server serves its clients, as far as it is known. */
  get serving(): TargetReport["serving"] {
    const second = this.#outcomes.get(`${this.#suite.name}/concurrency/second-client`);
    if (!second || second.verdict.status === "skip") return "unknown";
    return holds(second) ? "concurrent" : "iterative";
  }

  /** Runs the checks, which must be closed under `needs`, until each has an outcome. */
  async run(checks: readonly Check[]): Promise<void> {
    this.#asked = new Set(checks.map(({ id }) => id));
    for (const check of checks) {
      const outcome = this.#outcomes.get(check.id);
      if (outcome) this.#options.onOutcome(check, outcome);
    }
    const opening = this.#suite.opening.flatMap((id) => checks.filter((check) => check.id === id));
    for (const check of opening) await this.#decide(check);
    const isLeft = (check: Check) => !this.#outcomes.has(check.id);
    for (let left = checks.filter(isLeft); left.length > 0; left = left.filter(isLeft)) {
      for (const check of left) this.#settle(check);
      const open = left.filter(isLeft);
      const ready = open.filter((check) => this.#isReady(check));
      const gentle = ready.find((check) => !isHazard(check));
      if (ready.some((check) => !check.alone)) {
        await this.#runTogether(open.filter((check) => !check.alone));
      } else if (gentle) await this.#decide(gentle);
      else if (ready[0]) await this.#runHazard(ready[0]);
    }
  }

  /**
   * Runs checks once each, side by side where the server and the check allow it: nothing is confirmed,
   * and nothing counts. What there was no time for has no outcome.
   */
  async tryOnce(checks: readonly Check[]): Promise<ReadonlyMap<string, Outcome>> {
    const outcomes = new Map<string, Outcome>();
    const waiting = checks.toSorted((a, b) => Number(a.alone ?? false) - Number(b.alone ?? false));
    const worker = async (isMine: (check: Check) => boolean) => {
      for (let check = waiting[0]; check && isMine(check); check = waiting[0]) {
        waiting.shift();
        if (this.#leftMs <= 0) return;
        const gate = check.alone ? undefined : this.#gate;
        outcomes.set(check.id, await this.#attempt(check, 1, { gate }));
      }
    };
    const shared = Array.from({ length: this.#jobs }, () => worker(({ alone }) => !alone));
    await Promise.all(shared);
    await worker(() => true);
    return outcomes;
  }

  /** Gives an outcome to a check that won't run, if that is known already. */
  #settle(check: Check, seen: Partial<Pick<Outcome, "earlier">> = {}): boolean {
    const outcome = this.#outcomes.has(check.id) ? null : this.#reasonNotToRun(check);
    if (outcome) this.#finish(check, { ...outcome, ...seen });
    return this.#outcomes.has(check.id);
  }

  #reasonNotToRun(check: Check): Outcome | null {
    const blocker = needsOf(check).find((id) => {
      const outcome = this.#outcomes.get(id);
      return outcome !== undefined && !holds(outcome);
    });
    const counts = countsAt(check.level, this.#options.level);
    if (!counts && isLeftOutAsAdvice(check)) {
      return notRun("level", `Runs only where ${check.level} counts`);
    }
    if (this.#gone) return notRun("server-gone", this.#gone);
    if (blocker) return this.#blockedBy(blocker);
    if (this.#options.signal.aborted) return notRun("budget", "The run was interrupted before it");
    if (this.#silencesInARow >= SILENCES_IN_A_ROW) {
      return notRun("budget", `${SILENCES_IN_A_ROW} checks in a row had met silence by then`);
    }
    return this.#leftMs <= 0 ? this.#outOfTime() : null;
  }

  /** A need that was left out without blame leaves out what needs it, too, for the same reason. */
  #blockedBy(blocker: string): Outcome {
    const verdict = this.#outcomes.get(blocker)?.verdict;
    if (verdict?.status === "skip" && BLAMELESS.includes(verdict.reason)) {
      return notRun(verdict.reason, `${blocker} was left out: ${verdict.message}`, blocker);
    }
    return notRun("needs", `Needs ${blocker}, which did not pass`, blocker);
  }

  #isReady(check: Check): boolean {
    const first = [...needsOf(check), ...check.after ?? []].filter((id) => this.#asked.has(id));
    return first.every((id) => this.#outcomes.has(id));
  }

  get #leftMs(): number {
    return this.#startMs + this.#options.budgetMs - this.#options.wire.clock.now();
  }

  /**
   * Runs checks side by side, or one by one where the server can't, each as soon as what it needs has an
   * outcome, the longest waits first. What was silent is confirmed at the end, alone; what got wrong
   * bytes is run once more, alone and with the same bytes: they may have been another client's.
   */
  async #runTogether(checks: readonly Check[]): Promise<void> {
    const waiting = [...checks].sort((a, b) => (b.waitsMs ?? 0) - (a.waitsMs ?? 0));
    const running = new Set<Promise<void>>();
    const suspects: Suspect[] = [];
    const mixUps: Suspect[] = [];
    for (;;) {
      const next = running.size < this.#jobs
        ? waiting.find((check) => this.#settle(check) || this.#isReady(check))
        : undefined;
      if (next) {
        waiting.splice(waiting.indexOf(next), 1);
        const run = this.#runShared(next, { suspects, mixUps }).finally(() => running.delete(run));
        running.add(run);
      } else if (running.size > 0) {
        await Promise.race(running);
      } else {
        break;
      }
    }
    await this.#decideAll(suspects);
    for (const { check, outcome } of mixUps) {
      await this.#decide(check, { earlier: outcome.transcript });
    }
  }

  async #runShared(
    check: Check,
    { suspects, mixUps }: { readonly suspects: Suspect[]; readonly mixUps: Suspect[] },
  ): Promise<void> {
    if (this.#settle(check)) return;
    const isShared = this.#jobs > 1;
    const outcome = await this.#attempt(check, 1, { gate: this.#gate });
    if (this.#options.program && await this.#hasEnded(outcome)) {
      if (!isShared) return this.#finish(check, await this.#lose(check, outcome));
      return await this.#afterSharedEnd({ check, outcome }, suspects);
    }
    const counts = countsAt(check.level, this.#options.level);
    const isMixUp = isShared && counts && evidenceOf(outcome) === "bytes";
    if (isMixUp) mixUps.push({ check, outcome });
    else if (!this.#needsConfirmation(check, outcome)) this.#finish(check, outcome);
    else if (this.#jobs === 1) this.#finish(check, await this.#confirm(check, outcome));
    else suspects.push({ check, outcome });
  }

  /** How many checks the server can take at once. */
  get #jobs(): number {
    return this.serving === "concurrent" && !this.#isSlow ? this.#options.jobs : 1;
  }

  async #decideAll(suspects: readonly Suspect[]): Promise<void> {
    for (const { check, outcome } of suspects) {
      const seen = { earlier: outcome.transcript };
      if (this.#settle(check, seen)) continue;
      const confirmed = await this.#confirm(check, outcome);
      const isLast = check === suspects.at(-1)?.check;
      this.#finish(check, isLast ? this.#withUnexplained(confirmed) : confirmed);
    }
  }

  /** The program ended while several checks ran: it is started again, and each that failed is tried alone. */
  async #afterSharedEnd(suspect: Suspect, suspects: Suspect[]): Promise<void> {
    this.#unexplained ??= this.#options.program?.words ?? null;
    this.#restarting ??= this.#restart().finally(() => this.#restarting = null);
    if (await this.#restarting) return void suspects.push(suspect);
    const { check, outcome } = suspect;
    if (this.#gone !== null) return void this.#settle(check);
    this.#gone = "The server stopped answering"; // one of them says how, and the others do not count
    this.#finish(check, await this.#lose(check, outcome));
  }

  /** What ended while several checks ran, and with none of them alone, is told without costing a point. */
  #withUnexplained(outcome: Outcome): Outcome {
    const words = this.#unexplained;
    this.#unexplained = null;
    if (words === null || outcome.verdict.status !== "pass") return outcome;
    const mismatch = new Tolerable(`${words}. Alone it was passed`, {
      evidence: "connection",
      expected: "a program that goes on while several clients are served",
      observed: "a program that ended",
    });
    return { ...outcome, verdict: { status: "warn", mismatch } };
  }

  /** Runs one check alone, and again where it met a silence. */
  async #decide(
    check: Check,
    seen: Partial<Pick<Outcome, "earlier">> = {},
  ): Promise<void> {
    if (this.#settle(check, seen)) return;
    const outcome = { ...await this.#attempt(check, 1), ...seen };
    if (this.#options.program && await this.#hasEnded(outcome)) {
      return this.#finish(check, await this.#lose(check, outcome));
    }
    const confirm = this.#needsConfirmation(check, outcome);
    this.#finish(check, confirm ? await this.#confirm(check, outcome) : outcome);
  }

  /** Wrong bytes are evidence at once. Advice costs nothing, so it isn't tried again. */
  #needsConfirmation(check: Check, outcome: Outcome): boolean {
    const evidence = evidenceOf(outcome);
    if (evidence === null || evidence === "bytes") return false;
    return countsAt(check.level, this.#options.level) || evidence === "connection";
  }

  /** The whole check again, alone, with new random bytes and time to spare. */
  async #confirm(check: Check, { transcript: earlier }: Outcome): Promise<Outcome> {
    const { timeoutMs } = this.#options;
    const firstPatienceMs = this.#patienceMs;
    const short = this.#silences >= FULL_CONFIRMATIONS;
    const patienceMs = short ? Math.max(firstPatienceMs, SHORT_CONFIRMATION_MS) : timeoutMs;
    const outcome = {
      ...await this.#attempt(check, 2, { patienceMs: Math.min(patienceMs, timeoutMs) }),
      earlier,
    };
    if (this.#options.program && await this.#hasEnded(outcome)) {
      return await this.#lose(check, outcome);
    }
    const evidence = evidenceOf(outcome);
    if (evidence !== null && evidence !== "bytes") {
      if (evidence !== "ending") this.#noteSilence();
      if (this.#isFirst(check)) return outcome;
      if (!await this.#isAlive()) return await this.#lose(check, outcome);
    }
    if (holds(outcome) && outcome.durationMs > firstPatienceMs) this.#rescued++;
    return outcome;
  }

  #noteSilence(): void {
    this.#silences++;
    this.#silencesInARow++;
  }

  /** A check that may end the server, and whether it did. */
  async #runHazard(check: Check): Promise<void> {
    let outcome = await this.#attempt(check, 1);
    const alive = await this.#isAlive();
    if (alive && this.#needsConfirmation(check, outcome)) {
      outcome = await this.#confirm(check, outcome);
    }
    if (!alive) outcome = await this.#lose(check, { ...outcome, verdict: stopped(check) });
    this.#finish(check, outcome);
  }

  /** Whether the suite's first exchange still succeeds, tried twice, the second time with time to spare. */
  async #isAlive(): Promise<boolean> {
    const [first] = this.#suite.checks;
    if (!first) return true;
    if (this.#options.program && await this.#options.program.hasEnded()) return false;
    const { wire, timeoutMs } = this.#options;
    const health = { ...first, id: `${first.id}/health-${wire.clock.now()}` };
    const capMs = OPENING_CAP_MS; // also where the budget is spent: a server isn't gone for that
    if (holds(await this.#attempt(health, 1, { capMs }))) return true;
    const last = await this.#attempt(health, 2, { patienceMs: timeoutMs, capMs });
    this.#isRefused = "mismatch" in last.verdict && isRefusal(last.verdict.mismatch);
    return holds(last);
  }

  /** Whether a check failed and the program that the run has started is no more. */
  async #hasEnded({ verdict }: Outcome): Promise<boolean> {
    return verdict.status === "fail" && (await this.#options.program?.hasEnded() ?? false);
  }

  /** The server is gone: a program of ours is started again, and the check says what became of it. */
  async #lose(check: Check, outcome: Outcome): Promise<Outcome> {
    const { program } = this.#options;
    const end = program ? program.end ?? "running" : null;
    this.#losses.push({ after: check, end, said: program?.output ?? "" });
    this.#unexplained = null;
    const { words } = program ?? {};
    const isBack = !this.#isFirst(check) && await this.#restart();
    const times = this.#losses.length;
    const often = program && times > 1 ? `, as ${times - 1} times before` : "";
    if (!isBack) this.#gone = `The server stopped answering during ${check.id}${often}`;
    return words ? { ...outcome, verdict: inWords(outcome.verdict, words) } : outcome;
  }

  async #restart(): Promise<boolean> {
    const { program, wire } = this.#options;
    const isBack = await program?.restart() ?? false;
    if (isBack && program?.at) this.#route = new Route(wire, program.at);
    return isBack;
  }

  #isFirst(check: Check): boolean {
    return check.id === this.#suite.checks[0]?.id;
  }

  /** Whether the first, short patience has proved too short for this server or this machine. */
  get #isSlow(): boolean {
    return this.#rescued >= RESCUES;
  }

  get #patienceMs(): number {
    const { timeoutMs } = this.#options;
    if (this.#isSlow) return timeoutMs;
    const patienceMs = this.#answered ? 300 + 20 * this.#facts.latencyMs : timeoutMs / 2;
    return Math.min(patienceMs, timeoutMs);
  }

  /** One attempt; where only the end of the run's time cut it short, that is nobody's failure. */
  async #attempt(
    check: Check,
    attempt: number,
    more: Partial<Pick<AttemptOptions, "gate" | "patienceMs" | "capMs">> = {},
  ): Promise<Outcome> {
    const { wire, seed, level, signal } = this.#options;
    const patienceMs = more.patienceMs ?? this.#patienceMs;
    const counts = countsAt(check.level, level);
    const capMs = Math.min(this.#answered ? ATTEMPT_CAP_MS : OPENING_CAP_MS, this.#leftMs);
    const outcome = await attemptCheck(check, {
      wire,
      route: this.#route,
      seed,
      attempt,
      signal,
      facts: this.#facts,
      patienceMs,
      endPatienceMs: patienceMs,
      capMs: Math.max(1, more.capMs ?? capMs),
      affordableMs: counts ? AFFORDABLE_MS : ADVICE_WAIT_MS,
      gate: more.gate,
      launcher: this.#options.launcher,
      learn: (facts) => this.#learn(facts),
    });
    return evidenceOf(outcome) === "timing" && this.#leftMs <= 0
      ? { ...outcome, verdict: this.#outOfTime().verdict }
      : outcome;
  }

  #outOfTime(): Outcome {
    return notRun("budget", `The run had taken ${seconds(this.#options.budgetMs)} by then`);
  }

  /** Of several latencies the shortest is the server's: what came on top was start-up, or the machine. */
  #learn(facts: Partial<Facts>): void {
    const latencyMs = Math.min(
      ...[this.#facts.latencyMs, facts.latencyMs].filter((ms) => ms !== undefined),
    );
    this.#facts = { ...this.#facts, ...facts, latencyMs };
    this.#answered = true;
  }

  #finish(check: Check, outcome: Outcome): void {
    if (holds(outcome)) this.#silencesInARow = 0;
    this.#outcomes.set(check.id, outcome);
    this.#options.onOutcome(check, outcome);
  }
}

/** Whether a check above the level isn't tried: it may end the server, or must wait for long. */
export function isLeftOutAsAdvice(check: Check): boolean {
  return isHazard(check) || (check.waitsMs ?? 0) > ADVICE_WAIT_MS;
}

function stopped({ provokes = "this check" }: Check): Verdict {
  const mismatch = new Mismatch(`The server stopped answering after ${provokes}`, {
    evidence: "connection",
    expected: "a server that goes on serving others",
    observed: "no answer to a simple exchange, tried twice",
  });
  return { status: "fail", mismatch };
}

/** A failure with what became of the program in front of its own words. */
function inWords(verdict: Verdict, words: string): Verdict {
  if (verdict.status !== "fail") return verdict;
  const { message, details } = verdict.mismatch;
  return { ...verdict, mismatch: new Mismatch(`${words}\n${message}`, details) };
}
