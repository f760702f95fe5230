import { LEVELS } from "../check.ts";
import { type SandboxChoice, SANDBOXES } from "../launch/sandbox.ts";
import { CommandError, splitWords } from "../launch/split_words.ts";
import { REPORT_FORMATS, type ReportFormat } from "../reporters/mod.ts";
import { type Address, parseAddress } from "./address.ts";
import { helpRows, numberOf, oneOf, type OptionSpec, parseFlags } from "./flags.ts";
import { UsageError } from "./usage_error.ts";

/** Whom a report can be for. */
export const AUDIENCES = ["instructor", "student"] as const;

/** The options of `grade`, in the order of the help. */
export const OPTIONS = {
  suite: { short: "s", value: "NAME[,NAME]", repeats: true, help: "the suites to grade" },
  lab: {
    short: "l",
    value: "FILE",
    help: "a lab file: suites, levels, points, what students may see (YAML)",
  },
  level: {
    value: LEVELS.join("|"),
    help: "the highest level that counts; core unless told otherwise",
  },
  only: { value: "GLOB", repeats: true, help: "only the checks whose ids match" },
  skip: { value: "GLOB", repeats: true, help: "all but the checks whose ids match" },
  docroot: {
    value: "DIR",
    help: "the folder that the HTTP server serves; fixtures/www unless told otherwise",
  },
  layout: { value: "FILE", help: "a record layout for byte-order (YAML)" },
  launch: {
    value: "'CMD'",
    help: "start CMD for each suite; {port}, {host} and {docroot} are replaced in it",
  },
  build: { value: "'CMD'", help: "run CMD before, to build the program" },
  port: { value: "N", help: "the port of a launched program whose port is fixed" },
  sandbox: {
    value: SANDBOXES.join("|"),
    help: "how a launched program is isolated; auto unless told otherwise",
  },
  report: {
    value: "FORMAT[=FILE]",
    repeats: true,
    help: `${Object.keys(REPORT_FORMATS).join(", ")}; pretty unless told otherwise`,
  },
  label: { value: "TEXT", help: "a submission's name, repeated in the report" },
  seed: { value: "N", help: "makes every payload of the run the same again" },
  timeout: {
    value: "MS",
    help: "the longest silence while an answer is due; 2000 unless told otherwise",
  },
  audience: {
    value: AUDIENCES.join("|"),
    help: "whom the reports are for; instructor unless told otherwise",
  },
  repeat: { value: "N", help: "run the chosen checks N times, and count their failures" },
  jobs: { value: "N", help: "how many checks may run at once; 8 unless told otherwise" },
  verbose: { short: "v", help: "every failure in full, and conversations for passed checks too" },
  "no-color": { help: "plain text" },
  help: { short: "h", help: "this text" },
} as const satisfies Record<string, OptionSpec>;

/** Where one report goes: standard output, or a file. */
export interface ReportRequest {
  readonly format: ReportFormat;
  readonly file: string | null;
}

/** A server of the command line; `suite` is `null` where it must be found out. */
export interface TargetRequest extends Address {
  readonly suite: string | null;
}

/** A program that the grader is to start itself. */
export interface LaunchOptions {
  readonly command: string;
  readonly build: string | null;
  readonly port: number | null;
  readonly sandbox: SandboxChoice;
}

/** What the command line asks for. */
export interface GradeRequest {
  /** The lab file, as it was written. */
  readonly lab: string | null;
  /** The suites that were named. */
  readonly suites: readonly string[];
  readonly audience: typeof AUDIENCES[number];
  /** How long each suite may take, in milliseconds. */
  readonly budgetMs: number;
  readonly repeat: number;
  /** The names of the options that were given a value. */
  readonly given: ReadonlySet<string>;
  readonly targets: readonly TargetRequest[];
  /** How the program of each target is started; `null` where it runs already. */
  readonly launch: LaunchOptions | null;
  /** How the programs that a lab file launches are isolated. */
  readonly sandbox: SandboxChoice;
  readonly level: typeof LEVELS[number];
  readonly only: readonly string[];
  readonly skip: readonly string[];
  /** As it was written; `null` for the site that the grader brings along. */
  readonly docroot: string | null;
  /** The file of a record layout for `byte-order`. */
  readonly layout: string | null;
  readonly reports: readonly ReportRequest[];
  readonly label: string | null;
  readonly seed: number | null;
  readonly timeoutMs: number;
  readonly jobs: number;
  readonly verbose: boolean;
  readonly noColor: boolean;
  readonly help: boolean;
}

/** Reads the arguments of `grade`. Throws a `UsageError` that says what to write instead. */
export function parseGradeArgs(args: readonly string[], suites: readonly string[]): GradeRequest {
  const flags = parseFlags(args, OPTIONS);
  const one = (name: keyof typeof OPTIONS) => flags.values.get(name)?.at(-1);
  const many = (name: keyof typeof OPTIONS) => flags.values.get(name) ?? [];
  const named = many("suite").flatMap((list) => list.split(",")).map((name) =>
    oneOf("suite", name.trim(), suites)
  );
  const help = flags.switches.has("help");
  const sandbox = oneOf("sandbox", one("sandbox") ?? "auto", SANDBOXES);
  const launch = launchOf(
    { launch: one("launch"), build: one("build"), port: one("port") },
    { sandbox },
  );
  const names = [...new Set(named)];
  const targetsFor = launch ? launchedTargets : targetsOf;
  const lab = one("lab") ?? null;
  return {
    lab,
    suites: names,
    audience: oneOf("audience", one("audience") ?? "instructor", AUDIENCES),
    repeat: numberOf("repeat", one("repeat"), { from: 1, to: 1000 }) ?? 1,
    budgetMs: 45_000,
    given: new Set(flags.values.keys()),
    targets: help || (lab !== null && flags.words.length === 0)
      ? []
      : targetsFor(flags.words, names, suites),
    launch,
    sandbox,
    level: oneOf("level", one("level") ?? "core", LEVELS),
    only: many("only"),
    skip: many("skip"),
    docroot: one("docroot") ?? null,
    layout: one("layout") ?? null,
    reports: reportsOf(many("report")),
    label: one("label") ?? null,
    seed: numberOf("seed", one("seed"), { from: 0, to: 2 ** 32 - 1 }),
    timeoutMs: numberOf("timeout", one("timeout"), { from: 100, to: 60_000 }) ?? 2000,
    jobs: numberOf("jobs", one("jobs"), { from: 1, to: 64 }) ?? 8,
    verbose: flags.switches.has("verbose"),
    noColor: flags.switches.has("no-color"),
    help,
  };
}

/** The help of `grade`. */
export function gradeHelp(): string {
  return [
    "usage: deno task grade [OPTIONS] HOST:PORT",
    "       deno task grade [OPTIONS] SUITE=HOST:PORT ...",
    "       deno task grade [OPTIONS] -s SUITE[,SUITE] --launch 'CMD'",
    "",
    ...helpRows(OPTIONS),
    "",
  ].join("\n");
}

function launchOf(
  { launch, build, port }: Readonly<Record<"launch" | "build" | "port", string | undefined>>,
  { sandbox }: Pick<LaunchOptions, "sandbox">,
): LaunchOptions | null {
  if (launch === undefined) {
    const [without] = Object.entries({ build, port }).filter(([, value]) => value !== undefined);
    if (!without) return null;
    throw new UsageError(`--${without[0]} is for a program that is started: add --launch 'CMD'`);
  }
  refuseUnsplittable("launch", launch);
  if (build !== undefined) refuseUnsplittable("build", build);
  const number = numberOf("port", port, { from: 1, to: 65_535 });
  return { command: launch, build: build ?? null, port: number, sandbox };
}

function refuseUnsplittable(option: string, command: string): void {
  try {
    splitWords(command);
  } catch (error) {
    if (!(error instanceof CommandError)) throw error;
    throw new UsageError(`--${option}: ${error.message}`);
  }
}

/** One start for each suite. */
function launchedTargets(
  words: readonly string[],
  named: readonly string[],
  suites: readonly string[],
): readonly TargetRequest[] {
  if (words.length > 0) {
    throw new UsageError(
      `--launch starts the server itself: leave out "${words[0]}", or quote all of the command`,
    );
  }
  if (named.length === 0) {
    throw new UsageError(
      `--launch wants to know what to grade it as: -s NAME, one or several of ${suites.join(", ")}`,
    );
  }
  return named.map((suite) => ({ suite, host: "127.0.0.1", port: 0 }));
}

function targetsOf(
  words: readonly string[],
  named: readonly string[],
  suites: readonly string[],
): readonly TargetRequest[] {
  if (words.length === 0) {
    throw new UsageError("Expected the server's address: deno task grade 127.0.0.1:7007");
  }
  const targets = words.flatMap((word): readonly TargetRequest[] => {
    const cut = word.indexOf("=");
    if (cut >= 0) {
      const suite = oneOf("suite", word.slice(0, cut), suites);
      return [{ suite, ...parseAddress(word.slice(cut + 1)) }];
    }
    const address = parseAddress(word);
    return named.length > 0
      ? named.map((suite) => ({ suite, ...address }))
      : [{ suite: null, ...address }];
  });
  if (words.length > 1 && targets.some(({ suite }) => suite === null)) {
    throw new UsageError(
      "Several servers need their suites: deno task grade tcp-echo=127.0.0.1:7007 udp-echo=127.0.0.1:7007",
    );
  }
  return targets;
}

function reportsOf(given: readonly string[]): readonly ReportRequest[] {
  const formats = Object.keys(REPORT_FORMATS) as ReportFormat[];
  const asked = given.map((text): ReportRequest => {
    const cut = text.indexOf("=");
    const format = oneOf("report", cut < 0 ? text : text.slice(0, cut), formats);
    const file = cut < 0 ? null : text.slice(cut + 1);
    if (file === "") {
      throw new UsageError(`--report ${format}= wants a file: --report ${format}=FILE`);
    }
    return { format, file };
  });
  const toOutput = asked.filter(({ file }) => file === null);
  if (toOutput.length > 1) {
    throw new UsageError(
      `Only one report can go to standard output: --report ${toOutput[0]?.format} --report ${
        toOutput[1]?.format
      }=FILE`,
    );
  }
  return toOutput.length === 1 ? asked : [...asked, { format: "pretty", file: null }];
}
