import type { Suite } from "../check.ts";
import { diagnoseStart } from "../diagnose/started.ts";
import type { BuildFailure, LaunchedProgram, Launcher, ProgramEnd } from "../program.ts";
import { endWords, lastWords, saidWords } from "../program_words.ts";
import type { CheckReport, Diagnosis } from "../report.ts";
import { seconds } from "../wire/echo_schema.ts";
import { Mismatch } from "../wire/mismatch.ts";
import { type Endpoint, endpointText } from "../wire/wire.ts";

/** How often a program that ended, or answers no more, is started again. */
const MOST_RESTARTS = 3;
/** How many lines of a compiler's output a report shows. */
const BUILD_LINES = 12;

/** Why a suite's program can't be graded. */
export interface StartFailure {
  readonly mismatch: Mismatch;
  readonly diagnoses: readonly Diagnosis[];
}

/** The program of one suite while it is graded: started, started again, and ended. */
export class Launched implements AsyncDisposable {
  readonly #launcher: Launcher;
  #program: LaunchedProgram | null = null;
  #restarts = 0;

  constructor(launcher: Launcher) {
    this.#launcher = launcher;
  }

  /** Builds the program; `null` where that went well. */
  async build(): Promise<StartFailure | null> {
    const failure = await this.#launcher.build();
    return failure ? { mismatch: buildMismatch(failure), diagnoses: [] } : null;
  }

  /** Builds and starts the program; `null` where it listens as it should. */
  async begin(suite: Suite): Promise<StartFailure | null> {
    const failure = await this.build();
    if (failure) return failure;
    this.#program = await this.#launcher.start();
    if (this.#program.state === "listening") return null;
    const mismatch = startMismatch(this.#program, suite);
    return { mismatch, diagnoses: await this.#namesFor(this.#program, suite) };
  }

  /** The mistake behind failed checks of where the program listens: it is started once more for that. */
  async nameStart(suite: Suite, checks: readonly CheckReport[]): Promise<readonly Diagnosis[]> {
    const failed = checks.filter(({ group, status }) =>
      (group === "reach" || group === "start") && (status === "fail" || status === "warn")
    );
    const failure = failed.length > 0 ? await this.begin(suite) : null;
    return failure?.diagnoses.map((one) => ({ ...one, explains: failed.map(({ id }) => id) })) ??
      [];
  }

  /** Where the program was told to listen, the last time that it was started. */
  get at(): Endpoint | null {
    return this.#program?.at ?? null;
  }

  /** How the program ended; `null` while it runs. */
  get end(): ProgramEnd | null {
    return this.#program?.end ?? null;
  }

  /** What became of the program during a check, in a sentence without its full stop. */
  get words(): string {
    return this.#program?.end
      ? `During this check the program ${lastWords(this.#program)}`
      : "During this check the program stopped answering, though it was still running";
  }

  /** The last that the program wrote. */
  get output(): string {
    return this.#program?.output ?? "";
  }

  /** Whether the program has ended. */
  async hasEnded(): Promise<boolean> {
    return await this.#program?.hasEnded() ?? true;
  }

  /** Ends the program where it still runs, and starts it again; `false` where that was done often enough. */
  async restart(): Promise<boolean> {
    await this.#program?.[Symbol.asyncDispose]();
    if (this.#restarts >= MOST_RESTARTS) return false;
    this.#restarts++;
    this.#program = await this.#launcher.start();
    return this.#program.state === "listening";
  }

  /** The mistake behind silence on a port that the program does listen on. */
  nameSilence(suite: Suite): readonly Diagnosis[] {
    if (!this.#program || this.#program.end) return [];
    const diagnosis = diagnoseStart({
      suite,
      program: this.#program,
      again: null,
      explains: [`${suite.name}/reach/answers`],
    });
    return diagnosis ? [diagnosis] : [];
  }

  /** Ends the program and all its children. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#program?.[Symbol.asyncDispose]();
  }

  async #namesFor(program: LaunchedProgram, suite: Suite): Promise<readonly Diagnosis[]> {
    const explains = [`${suite.name}/reach/answers`];
    const { state, at, bound, readsInput } = program;
    if (state !== "elsewhere" || this.#launcher.hasFixedPort) {
      return listed(diagnoseStart({ suite, program, again: null, explains }));
    }
    await program[Symbol.asyncDispose]();
    await using again = await this.#launcher.start();
    return listed(
      diagnoseStart({ suite, program: { state, at, bound, readsInput }, again, explains }),
    );
  }
}

function listed(diagnosis: Diagnosis | null): readonly Diagnosis[] {
  return diagnosis ? [diagnosis] : [];
}

function buildMismatch({ command, end, output }: BuildFailure): Mismatch {
  const lines = output.split(/\r?\n/).filter((line) => line.trim() !== "");
  const shown = lines.slice(0, BUILD_LINES);
  const more = lines.length > shown.length ? [`... ${lines.length - shown.length} more lines`] : [];
  return new Mismatch(
    [`The build failed: ${command} ${endWords(end)}`, ...shown, ...more].join("\n"),
    {
      evidence: "connection",
      expected: "a build that ends with status 0",
      observed: endWords(end),
    },
  );
}

/** What became of a start that failed, in the words of a report. */
export function startMismatch(
  program: LaunchedProgram,
  { transport }: Pick<Suite, "transport">,
): Mismatch {
  const { state, at, bound, tookMs, end, output, readsInput } = program;
  const kind = transport.toUpperCase();
  const where = `${kind} port ${at.port} of ${at.host}`;
  const expected = `a program that listens on ${where}`;
  const fail = (message: string, observed: string) =>
    new Mismatch(message, { evidence: "connection", expected, observed });
  if (state === "ended" && end) {
    const hint = end.status === 0
      ? ". A server goes on until it is ended: it neither returns from main() nor goes into the background"
      : "";
    return fail(
      `The program ${lastWords(program)}. It had not listened on ${where}${hint}`,
      `it ${endWords(end)}`,
    );
  }
  if (state === "elsewhere") {
    const others = bound.map((one) => `${one.transport.toUpperCase()} ${endpointText(one)}`);
    return fail(
      `The program was told to listen on ${where}, and it listens on ${others.join(", ")}`,
      `it listens on ${others.join(", ")}`,
    );
  }
  const waits = readsInput ? ": it waits for a line on its standard input" : "";
  return fail(
    `The program runs, but it listened on no port within ${seconds(tookMs)}${waits}; ${
      saidWords(output)
    }`,
    `no socket that listens${waits}`,
  );
}
