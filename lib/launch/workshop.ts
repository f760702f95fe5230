import type {
  BuildFailure,
  LaunchedProgram,
  Launcher,
  ProgramEnd,
  StartOptions,
} from "../program.ts";
import { systemClock } from "../wire/clock.ts";
import type { Bound } from "../program.ts";
import { fillWords } from "./fill_words.ts";
import { createProcessGroup } from "./process_group.ts";
import { Ports } from "./ports.ts";
import { type Child, startChild } from "./processes.ts";
import { RunningProgram } from "./running.ts";
import { findSecondUser, giveTo } from "./second_user.ts";
import { copySite, type SiteCopy } from "./site_copy.ts";
import {
  environmentOf,
  findSandbox,
  type Isolation,
  type Sandbox,
  type SandboxChoice,
  type View,
  wrapped,
} from "./sandbox.ts";
import { splitWords } from "./split_words.ts";

/** How long a build may take, and a start, in milliseconds. */
const BUILD_MS = 60_000;
const START_MS = 5000;
/** How often another port is tried where somebody was faster. */
const PORT_TRIES = 3;
const HOST = "127.0.0.1";

/** What a submission is, and how much it is trusted. */
export interface WorkshopOptions {
  /** Its folder: builds and programs stand in it, and may write there. */
  readonly folder: string;
  /** How its programs are to be isolated. */
  readonly sandbox: SandboxChoice;
  /** Files in that folder that programs may not read. */
  readonly hidden?: readonly string[];
  /** Aborted when the run is interrupted: what is being built or started is given up. */
  readonly signal?: AbortSignal;
}

/** One server of a submission: how it is built and started. */
export interface LaunchRequest {
  /** A command, as a shell would split it, with `{port}`, `{host}` and `{docroot}`. */
  readonly command: string;
  /** A command that builds it. */
  readonly build?: string | null;
  /** The port, where the assignment fixes it. */
  readonly port?: number | null;
  /** What its socket is for; `null` where either will do. */
  readonly transport: Bound["transport"] | null;
  /** The folder that a web server is told to serve. */
  readonly docroot?: string;
}

/** The sandbox that was asked for can't be had. */
export class NoSandbox extends Error {
  override name = "NoSandbox";
}

/** Where a submission's programs are built and started; disposing of it leaves nothing behind. */
export interface Workshop extends AsyncDisposable {
  /** How programs are isolated. */
  readonly isolation: Isolation;
  /** Starts and builds one server. Throws a `CommandError` for a command that can't be split. */
  launcher(request: LaunchRequest): Launcher;
  /** A copy of a document root for one run, which its server may write to. */
  copySite(docroot: string): Promise<SiteCopy>;
}

class RealWorkshop implements Workshop {
  readonly #sandbox: Sandbox;
  #view: View;
  readonly #janitor: Child;
  readonly #signal: AbortSignal;
  readonly #ports = new Ports();
  #starts = 0;
  readonly #builds = new Map<string, Promise<BuildFailure | null>>();

  constructor(view: View, { sandbox, janitor, signal }: Equipment) {
    this.#signal = signal;
    this.#view = view;
    this.#sandbox = sandbox;
    this.#janitor = janitor;
  }

  get isolation(): Isolation {
    return this.#sandbox.kind;
  }

  launcher(request: LaunchRequest): Launcher {
    const { command, build = null, port: fixed = null, transport, docroot = "" } = request;
    const words = splitWords(command);
    const buildWords = build === null ? null : splitWords(build);
    return {
      command,
      hasFixedPort: fixed !== null,
      startMs: START_MS,
      build: () => buildWords ? this.#buildOnce(build!, buildWords) : Promise.resolve(null),
      start: (options = {}) => this.#start(words, { transport, fixed, docroot, ...options }),
    };
  }

  async copySite(docroot: string): Promise<SiteCopy> {
    const { scratch, writable, user } = this.#view;
    const folder = `${scratch}/site`;
    Deno.mkdirSync(folder);
    this.#view = { ...this.#view, writable: [...writable, folder] };
    const site = copySite(docroot, folder);
    if (user !== null) await giveTo(user, folder);
    return site;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#janitor.closeInput("all is ended\n");
    await this.#janitor.status;
  }

  #buildOnce(command: string, words: readonly string[]): Promise<BuildFailure | null> {
    const known = this.#builds.get(command);
    if (known) return known;
    const built = this.#build(command, words);
    this.#builds.set(command, built);
    return built;
  }

  async #build(command: string, words: readonly string[]): Promise<BuildFailure | null> {
    await using running = this.#run(
      words,
      { at: { host: HOST, port: 0 }, transport: null },
      "empty",
    );
    const end = await running.untilEnd(BUILD_MS);
    if (end?.status === 0) return null;
    return { command, end: end ?? tooLong(), output: running.output };
  }

  async #start(words: readonly string[], options: StartSettings): Promise<LaunchedProgram> {
    const { fixed, docroot, transport, withinMs = START_MS } = options;
    for (let tried = 1;; tried++) {
      const port = options.port ?? fixed ?? this.#ports.choose();
      const portWord = options.portWord === undefined ? String(port) : options.portWord;
      const filled = fillWords(words, { port: portWord, host: HOST, docroot });
      const program = this.#run(filled, { at: { host: HOST, port }, transport }, "idle");
      await program.untilListening(withinMs);
      const isOurChoice = options.port === undefined && fixed === null;
      if (!isOurChoice || !lostThePort(program) || tried >= PORT_TRIES) return program;
      await program[Symbol.asyncDispose]();
    }
  }

  #run(
    words: readonly string[],
    { at, transport }: Pick<RunningProgram, "at"> & Pick<LaunchRequest, "transport">,
    stdin: "idle" | "empty",
  ): RunningProgram {
    const { folder, user } = this.#view;
    const scratch = `${this.#view.scratch}/${++this.#starts}`;
    Deno.mkdirSync(scratch);
    if (user !== null) Deno.chownSync(scratch, user, user);
    const view = { ...this.#view, scratch };
    const env = environmentOf(view, this.#sandbox);
    const child = startChild(wrapped(words, view, this.#sandbox), { folder, env, stdin });
    return new RunningProgram(child, {
      clock: systemClock,
      at,
      transport,
      isSandboxed: this.#sandbox.kind === "bwrap",
      mark: `TMPDIR=${scratch}`,
      group: view.group,
      signal: this.#signal,
    });
  }
}

interface Equipment {
  readonly sandbox: Sandbox;
  readonly janitor: Child;
  readonly signal: AbortSignal;
}

interface StartSettings extends StartOptions, Pick<LaunchRequest, "transport"> {
  readonly fixed: number | null;
  readonly docroot: string;
}

/** Makes a workshop. Throws `NoSandbox` where `bwrap` was asked for and can't be had. */
export async function openWorkshop(options: WorkshopOptions): Promise<Workshop> {
  const { folder, sandbox: choice, hidden = [], signal = new AbortController().signal } = options;
  const scratch = await Deno.makeTempDir({ prefix: "wiregrade-" });
  const path = Deno.env.get("PATH") ?? "/usr/local/bin:/usr/bin:/bin";
  const group = createProcessGroup(scratch.slice(scratch.lastIndexOf("/") + 1));
  const view: View = { folder, scratch, writable: [], hidden, path, group, user: null };
  const janitor = startChild(["sh", "-c", JANITOR, "sh", scratch, group ?? ""], {
    folder: "/",
    env: { PATH: path },
    stdin: "idle",
  });
  const sandbox = await findSandbox(choice, view);
  const isBare = choice === "auto" && sandbox?.kind === "none";
  const second = isBare ? await findSecondUser(folder, { scratch, hidden }) : null;
  const workshop = second
    ? new RealWorkshop({ ...view, folder: second.folder, user: second.id }, {
      sandbox: { ...sandbox!, kind: "user" },
      janitor,
      signal,
    })
    : new RealWorkshop(view, { sandbox: sandbox ?? UNPROTECTED, janitor, signal });
  if (sandbox) return workshop;
  await workshop[Symbol.asyncDispose]();
  throw new NoSandbox("bwrap can't make a sandbox here");
}

const UNPROTECTED: Sandbox = { kind: "none", canResetSignals: false };

/**
 * Waits for a line on its standard input: the grader has ended all that it started. Where none comes, the
 * grader itself is gone, however it went: then it ends all that bears the mark of this run. At last it
 * removes the run's folder.
 */
const JANITOR = `
trap '' HUP INT TERM
read -r _ || for file in $(grep -lzx "TMPDIR=$1/[0-9]*" /proc/[0-9]*/environ 2>/dev/null); do
  process=\${file#/proc/}
  kill -KILL "\${process%/environ}" 2>/dev/null
done
rm -rf -- "$1"
tries=0
while [ -d "$2" ] && ! rmdir -- "$2" && [ $tries -lt 50 ]; do
  tries=$((tries + 1))
  sleep 0.1
done
`;

/** Whether somebody else had the port. */
function lostThePort({ state, output }: LaunchedProgram): boolean {
  return state === "ended" && /address (?:already )?in use|EADDRINUSE/i.test(output);
}

function tooLong(): ProgramEnd {
  return {
    status: null,
    signal: null,
    afterMs: BUILD_MS,
    limit: `took more than ${BUILD_MS / 1000} s`,
  };
}
