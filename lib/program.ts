import type { Endpoint } from "./wire/wire.ts";

/** A TCP or UDP socket of this machine that something is bound to. */
export interface Bound {
  /** What it is bound for. */
  readonly transport: "tcp" | "udp";
  /** The address; `0.0.0.0` and `::` are all addresses. */
  readonly host: string;
  /** 1 to 65,535. */
  readonly port: number;
}

/** How a program ended. */
export interface ProgramEnd {
  /** Its exit status; `null` where a signal ended it. */
  readonly status: number | null;
  /** The signal that ended it, as `SIGSEGV`; `null` where it ended by itself. */
  readonly signal: string | null;
  /** When that was, in milliseconds after it was started. */
  readonly afterMs: number;
  /** The limit that it went beyond, in words that follow "it"; `null` where that did not end it. */
  readonly limit: string | null;
}

/** What a program and all its children have of the machine. */
export interface Usage {
  /** Open descriptors, all processes together. */
  readonly descriptors: number;
  /** Children that have ended and that nobody has waited for. */
  readonly zombies: number;
  /** Processes that run. */
  readonly processes: number;
  /** Time on the processor so far, in milliseconds. */
  readonly cpuMs: number;
  /** Memory of its own that is resident, in bytes. */
  readonly residentBytes: number;
}

/** What became of a start: it listens where it was told, or elsewhere, or it ended, or nothing came of it. */
export type StartState = "listening" | "elsewhere" | "ended" | "silent";

/** A student's program, started by the grader; disposing of it ends it with all its children. */
export interface LaunchedProgram extends AsyncDisposable {
  /** Where it was told to listen. */
  readonly at: Endpoint;
  /** What became of its start. */
  readonly state: StartState;
  /** How long the start took, or was waited for, in milliseconds. */
  readonly tookMs: number;
  /** The sockets that the program itself had bound by then. */
  readonly bound: readonly Bound[];
  /** How it ended; `null` while it runs. */
  readonly end: ProgramEnd | null;
  /** The last that it wrote to standard output and standard error. */
  readonly output: string;
  /** Whether it waits for a line from its standard input at this moment. */
  readonly readsInput: boolean;
  /** What it has of the machine at this moment. */
  usage(): Usage;
  /** Sends a signal to the program itself. */
  signal(name: "SIGTERM" | "SIGINT" | "SIGKILL"): void;
  /** Whether it has ended, also where that is only now to be seen. */
  hasEnded(): Promise<boolean>;
  /** Waits until it ends; `null` where it still runs after `atMostMs`. */
  untilEnd(atMostMs: number): Promise<ProgramEnd | null>;
}

/** How a program is started. */
export interface StartOptions {
  /** The port to listen on: a free one unless told otherwise. */
  readonly port?: number;
  /** What stands in the command for the port; `null` leaves it out. The port itself unless told otherwise. */
  readonly portWord?: string | null;
  /** How long to wait until it listens, in milliseconds. */
  readonly withinMs?: number;
}

/** Starts one student's program, as often as it takes. */
export interface Launcher {
  /** The command, as it was given. */
  readonly command: string;
  /** Whether the port is fixed, so that only one copy can run at a time. */
  readonly hasFixedPort: boolean;
  /** How long a start may take, in milliseconds. */
  readonly startMs: number;
  /** Builds the program, once; what the compiler said where that failed, otherwise `null`. */
  build(): Promise<BuildFailure | null>;
  /** Starts the program, and waits until it listens, ends, or has had its time. */
  start(options?: StartOptions): Promise<LaunchedProgram>;
}

/** A build that failed. */
export interface BuildFailure {
  /** The command, as it was given. */
  readonly command: string;
  /** How it ended. */
  readonly end: ProgramEnd;
  /** What it wrote, the end of it. */
  readonly output: string;
}
