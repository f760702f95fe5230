import { randomFrom } from "../bytes/random.ts";
import type { Check, CheckContext, DialOptions, Effort, Facts } from "../check.ts";
import type { LaunchedProgram, Launcher, StartOptions } from "../program.ts";
import { sleep } from "../wire/clock.ts";
import { seconds } from "../wire/echo_schema.ts";
import { Mismatch, mismatchOf, NotApplicable, Tolerable } from "../wire/mismatch.ts";
import { TcpPeer } from "../wire/tcp_peer.ts";
import { Transcript } from "../wire/transcript.ts";
import { UdpPeer } from "../wire/udp_peer.ts";
import { type Endpoint, isLoopback, type Wire } from "../wire/wire.ts";
import type { Gate } from "./gate.ts";
import { notRun, type Outcome, type Verdict } from "./outcome.ts";
import { Route } from "./route.ts";

/** What one attempt at a check needs. */
export interface AttemptOptions {
  readonly wire: Wire;
  readonly route: Route;
  readonly seed: number;
  /** Counted from 1: each attempt has random bytes of its own. */
  readonly attempt: number;
  readonly facts: Facts;
  readonly patienceMs: number;
  readonly endPatienceMs: number;
  /** How long the attempt may take in all, in milliseconds, beside what its volume is worth. */
  readonly capMs: number;
  /** How long a part that depends on the server's speed may take, in milliseconds. */
  readonly affordableMs: number;
  /** Starts the program, where the run can do that. */
  readonly launcher?: Launcher | undefined;
  /** Limits how many connections wait for their first answer; none for a check that runs alone. */
  readonly gate?: Gate | undefined;
  /** Aborted when the run is interrupted. */
  readonly signal: AbortSignal;
  learn(facts: Partial<Facts>): void;
}

/** The run was interrupted. */
export class Interrupted extends Error {
  override name = "Interrupted";
}

/** Tries a check once. Never throws: what goes wrong on our side is the verdict `error`. */
export async function attemptCheck(check: Check, options: AttemptOptions): Promise<Outcome> {
  const { clock } = options.wire;
  const startMs = clock.now();
  const beganAtMs = clock.date();
  const scope = new Scope(check, options);
  const verdict = await scope.run();
  return {
    verdict,
    attempts: options.attempt,
    durationMs: clock.now() - startMs,
    transcript: scope.transcript.entries,
    beganAtMs,
  };
}

/** The connections and sockets of one attempt, all ended when it is over. */
class Scope {
  readonly transcript: Transcript;
  readonly #check: Check;
  readonly #options: AttemptOptions;
  readonly #cap = new AbortController();
  readonly #peers: { end(): Promise<void> }[] = [];
  readonly #programs: LaunchedProgram[] = [];
  readonly #opening = new Set<Promise<unknown>>();
  #cancelCap: () => void = () => {};

  constructor(check: Check, options: AttemptOptions) {
    this.#check = check;
    this.#options = options;
    this.transcript = new Transcript(options.wire.clock.now);
  }

  async run(): Promise<Verdict> {
    const { capMs, signal } = this.#options;
    this.#capAfter(capMs + (this.#check.waitsMs ?? 0) + (this.#check.mayTakeMs ?? 0));
    const interrupt = () => this.#cap.abort(new Interrupted());
    signal.addEventListener("abort", interrupt, { once: true });
    try {
      if (signal.aborted) throw new Interrupted();
      await this.#check.run(this.#context());
      return { status: "pass" };
    } catch (error) {
      // a start that was given up says nothing of the program
      return verdictOf(signal.aborted && error instanceof Mismatch ? new Interrupted() : error);
    } finally {
      this.#cancelCap();
      signal.removeEventListener("abort", interrupt);
      await this.#end();
    }
  }

  /** Ends what the check has left: branches that still run, connections that are only now made, all peers. */
  async #end(): Promise<void> {
    this.#cap.abort(new Interrupted());
    await Promise.allSettled(this.#opening);
    await Promise.all(this.#peers.map((peer) => peer.end()));
    await Promise.all(this.#programs.map((program) => program[Symbol.asyncDispose]()));
  }

  #track<T>(opening: Promise<T>): Promise<T> {
    this.#opening.add(opening);
    return opening;
  }

  #context(): CheckContext {
    const { wire, route, seed, attempt, facts, patienceMs, learn } = this.#options;
    return {
      dial: (options) => this.#track(this.#dial(options)),
      open: (at) => this.#track(this.#open(at)),
      start: (options) => this.#track(this.#start(options)),
      hasFixedPort: this.#options.launcher?.hasFixedPort ?? true,
      random: randomFrom(`${seed}/${this.#check.id}/${attempt}`),
      target: route.target,
      loopback: isLoopback(route.target.host),
      facts,
      patienceMs,
      learn,
      now: wire.clock.now,
      date: wire.clock.date,
      pause: (ms) => sleep(wire.clock, ms, this.#cap.signal),
      afford: (effort) => this.#afford(effort),
    };
  }

  async #dial(options?: DialOptions): Promise<TcpPeer> {
    const { gate } = this.#options;
    const route = this.#routeTo(options?.at);
    const leave = await gate?.enter();
    try {
      this.#cap.signal.throwIfAborted();
      const stream = await route.connect(options);
      const conn = this.#peers.length + 1;
      const peer = new TcpPeer(stream, {
        ...this.#peerOptions(conn, options?.patienceMs),
        as: options?.as,
        perByte: options?.perByte,
        onAnswer: () => leave?.(),
      });
      this.#peers.push(peer);
      return peer;
    } catch (error) {
      leave?.();
      throw options?.as && error instanceof Mismatch ? mismatchOf(options.as, error) : error;
    }
  }

  #routeTo(at: Endpoint | undefined): Route {
    return at ? new Route(this.#options.wire, at) : this.#options.route;
  }

  async #start(options?: StartOptions): Promise<LaunchedProgram> {
    const { launcher } = this.#options;
    if (!launcher) throw new NotApplicable("It starts the program itself: grade it with --launch");
    const program = await launcher.start(options);
    this.#programs.push(program);
    return program;
  }

  async #open(at?: Endpoint): Promise<UdpPeer> {
    const { socket, target } = await this.#routeTo(at).open();
    const peer = new UdpPeer(socket, { ...this.#peerOptions(this.#peers.length + 1), target });
    this.#peers.push(peer);
    return peer;
  }

  #peerOptions(conn: number, atLeastMs = 0) {
    const { wire, endPatienceMs } = this.#options;
    const patienceMs = Math.max(this.#options.patienceMs, atLeastMs);
    return {
      clock: wire.clock,
      transcript: this.transcript,
      conn,
      patienceMs,
      endPatienceMs,
      signal: this.#cap.signal,
    };
  }

  #afford({ bytes = 0, exchanges = 0 }: Effort): void {
    const { bytesPerSecond, latencyMs } = this.#options.facts;
    const bytesMs = bytesPerSecond === null ? 0 : bytes / bytesPerSecond * 1000;
    const neededMs = bytesMs + exchanges * latencyMs;
    const { affordableMs, capMs } = this.#options;
    if (neededMs > affordableMs) {
      throw new NotApplicable(`At this server's speed it would take ${seconds(neededMs)}`);
    }
    this.#capAfter(capMs + 3 * neededMs);
  }

  #capAfter(ms: number): void {
    this.#cancelCap();
    this.#cancelCap = this.#options.wire.clock.after(ms, () => this.#cap.abort(tooSlow(ms)));
  }
}

function tooSlow(capMs: number): Mismatch {
  return new Mismatch(`It was still not done after ${seconds(capMs)}`, {
    evidence: "timing",
    expected: `an end within ${seconds(capMs)}`,
    observed: "bytes that came in, but too slowly to go on waiting",
  });
}

function verdictOf(error: unknown): Verdict {
  if (error instanceof Tolerable) return { status: "warn", mismatch: error };
  if (error instanceof Mismatch) return { status: "fail", mismatch: error };
  if (error instanceof NotApplicable) return notRun("not-applicable", error.message).verdict;
  if (error instanceof Interrupted) return notRun("budget", "The run was interrupted").verdict;
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: "error", message };
}
