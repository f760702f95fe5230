import { constants } from "node:os";
import type { Bound, LaunchedProgram, ProgramEnd, StartState, Usage } from "../program.ts";
import { type Clock, sleep } from "../wire/clock.ts";
import type { Endpoint } from "../wire/wire.ts";
import { Family } from "./family.ts";
import { isReachedBy } from "./ports.ts";
import { LIMITS } from "./limits.ts";
import { threadCount } from "./proc.ts";
import { allowZombies } from "./process_group.ts";
import type { Child } from "./processes.ts";

/** How often a program is looked at while it starts, and while it is being ended. */
const STARTING_MS = 4;
const ENDING_MS = 4;
/** How often all threads of the machine are counted, and after how many times the program is looked at. */
const COUNT_MS = 10;
const COUNTS = 5;
/** How long a program that listens elsewhere is given to listen where it was told, too. */
const ELSEWHERE_MS = 400;
/** How long a program that waits for its standard input is waited for: nobody types there. */
const READING_MS = 1000;
/** How long a program may still be there when its connections are gone already. */
const LAST_MOMENT_MS = 5;
/** How long the rest of its output is waited for once it has ended. */
const OUTPUT_MS = 200;
/** Above this number an exit status tells of a signal, as in a shell. */
const SIGNALLED = 128;

/** What watching a program needs. */
export interface RunningOptions {
  readonly clock: Clock;
  readonly at: Endpoint;
  /** What its socket is for; `null` where either will do. */
  readonly transport: Bound["transport"] | null;
  readonly isSandboxed: boolean;
  /** What stands in the environment of all its processes. */
  readonly mark: string;
  /** The control group that they live in; `null` without one. */
  readonly group: string | null;
  /** Aborted when the run is interrupted. */
  readonly signal: AbortSignal;
}

/** A program that was started, until it is disposed of. */
export class RunningProgram implements LaunchedProgram {
  readonly at: Endpoint;
  state: StartState = "silent";
  tookMs = 0;
  bound: readonly Bound[] = [];
  #end: ProgramEnd | null = null;
  readonly #child: Child;
  readonly #family: Family;
  readonly #options: RunningOptions;
  readonly #startMs: number;
  readonly #ended: Promise<ProgramEnd>;
  readonly #threadsBefore = threadCount();
  #limit: string | null = null;
  #unwatch: () => void = () => {};

  /** Takes over a process that was just started. */
  constructor(child: Child, options: RunningOptions) {
    this.#child = child;
    this.#options = options;
    this.at = options.at;
    this.#startMs = options.clock.now();
    this.#family = new Family(child.pid, options);
    this.#ended = child.status.then((status) => this.#end = this.#endOf(status));
    this.#watch();
  }

  /** How it ended; `null` while it runs. */
  get end(): ProgramEnd | null {
    return this.#end;
  }

  /** What it wrote, without what can't be shown. */
  get output(): string {
    return this.#child.capture.text;
  }

  /** Whether it waits in `read()` from its standard input. */
  get readsInput(): boolean {
    return this.#family.readsInput;
  }

  /** What it has of the machine. */
  usage(): Usage {
    return this.#family.usage();
  }

  /** Sends a signal to the program itself. */
  signal(name: Deno.Signal): void {
    this.#family.signal(name);
  }

  /** A process that is about to end closes its sockets first: it is given the moment until it is gone. */
  async hasEnded(): Promise<boolean> {
    if (this.#end) return true;
    await sleep(this.#options.clock, LAST_MOMENT_MS);
    if (this.#family.program !== null) return this.#end !== null;
    return await this.untilEnd(OUTPUT_MS) !== null;
  }

  /** Waits for its end. */
  async untilEnd(atMostMs: number): Promise<ProgramEnd | null> {
    const { clock, signal } = this.#options;
    const patience = new AbortController();
    const either = AbortSignal.any([patience.signal, signal]);
    const late = sleep(clock, atMostMs, either).then(() => null, () => null);
    const end = await Promise.race([this.#ended, late]);
    patience.abort();
    if (end) await this.#outputEnds();
    return end;
  }

  /** Waits until it listens where it was told, or it is known that it won't. */
  async untilListening(withinMs: number): Promise<void> {
    const { clock, signal } = this.#options;
    let elsewhereMs: number | null = null;
    let readingMs: number | null = null;
    for (;;) {
      this.tookMs = clock.now() - this.#startMs;
      this.bound = this.#family.bound();
      if (this.bound.some((socket) => this.#isRight(socket))) return this.#started("listening");
      if (this.#end) return await this.untilEnd(0).then(() => this.#started("ended"));
      elsewhereMs = this.#strange.length > 0 ? elsewhereMs ?? this.tookMs : null;
      if (elsewhereMs !== null && this.tookMs - elsewhereMs > ELSEWHERE_MS) {
        return this.#started("elsewhere");
      }
      const isReading = this.bound.length === 0 && this.readsInput;
      readingMs = isReading ? readingMs ?? this.tookMs : null;
      if (readingMs !== null && this.tookMs - readingMs > READING_MS) {
        return this.#started("silent");
      }
      if (this.tookMs > withinMs || signal.aborted) return this.#started("silent");
      await sleep(clock, STARTING_MS);
    }
  }

  /** Ends it with all its children, and waits until they are gone. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#unwatch();
    await this.#family.end(() => sleep(this.#options.clock, ENDING_MS));
    this.#child.closeInput();
    await this.#ended;
    await this.#outputEnds();
  }

  #started(state: StartState): void {
    this.state = state;
  }

  #isRight(socket: Bound): boolean {
    const { transport, at } = this.#options;
    return (transport === null || socket.transport === transport) && isReachedBy(socket, at);
  }

  /** Sockets that servers have: those for UDP that got any port are rather a client's. */
  get #strange(): readonly Bound[] {
    return this.bound.filter((socket) => !this.#isRight(socket));
  }

  #endOf({ code, signal }: Deno.CommandStatus): ProgramEnd {
    const afterMs = this.#options.clock.now() - this.#startMs;
    const name = signal ?? (code > SIGNALLED ? signalName(code - SIGNALLED) : null);
    return { status: name ? null : code, signal: name, afterMs, limit: this.#limit };
  }

  async #outputEnds(): Promise<void> {
    const patience = new AbortController();
    const late = sleep(this.#options.clock, OUTPUT_MS, patience.signal).catch(() => {});
    await Promise.race([this.#child.capture.done, late]);
    patience.abort();
  }

  /**
   * Looks at it again and again, and ends it where it takes too much. What forks without end would starve
   * the grader soon: it is seen by the machine's number of threads, which is quickly read.
   */
  #watch(round = 1): void {
    this.#unwatch = this.#options.clock.after(COUNT_MS, () => {
      if (this.#end) return;
      const isCrowded = threadCount() > this.#threadsBefore + LIMITS.processes / 2;
      if (isCrowded || round % COUNTS === 0) {
        this.#limit = this.#family.excess();
        const { group } = this.#options;
        if (group !== null) allowZombies(group, this.#family.zombies);
      }
      if (this.#limit !== null) void this.#family.end(() => sleep(this.#options.clock, ENDING_MS));
      else this.#watch(round + 1);
    });
  }
}

function signalName(number: number): string | null {
  return Object.entries(constants.signals).find(([, value]) => value === number)?.[0] ?? null;
}
