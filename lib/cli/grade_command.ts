import { isAbsolute, join } from "node:path";
import type { Check, Suite } from "../check.ts";
import type { Layout } from "../layout/layout.ts";
import type { Mistake } from "../mistake.ts";
import type { Report } from "../report.ts";
import { type RenderOptions, REPORT_FORMATS } from "../reporters/mod.ts";
import { liveProgress } from "../reporters/progress.ts";
import { grade, type GradeEvent, randomSeed, type Target } from "../run/grade.ts";
import { findListeners } from "../run/listeners.ts";
import { repeated } from "../run/repeated.ts";
import { idleGlobs, prefixesOf } from "../run/select.ts";
import { againCommand } from "./again.ts";
import { didYouMean } from "./did_you_mean.ts";
import { docrootFolder } from "./docroot.ts";
import { findTargets } from "./find_targets.ts";
import { readLayoutFile } from "./layout_file.ts";
import { type CommandLaunch, type LaunchPlan, launchWords, openLaunch } from "./launch.ts";
import type { OpenLab } from "./open_lab.ts";
import { nothingListensHint } from "./nothing_listens.ts";
import { gradeHelp, type GradeRequest, parseGradeArgs, type ReportRequest } from "./options.ts";
import type { SuiteOptions } from "../../mod.ts";
import type { Screen } from "./screen.ts";
import { UsageError } from "./usage_error.ts";

/** What a command works with. */
export interface CommandContext {
  readonly screen: Screen;
  /** Every suite by its name. */
  readonly suites: Readonly<Record<string, (options?: SuiteOptions) => Promise<Suite>>>;
  /** The suite `byte-order` for a layout of the user's own. */
  readonly layoutSuite: (layout: Layout) => Promise<Suite>;
  /** The mistakes of each suite's servers. */
  readonly mistakes: Readonly<
    Record<string, (options?: SuiteOptions) => Promise<readonly Mistake[]>>
  >;
}

/** `deno task grade`: grades servers, writes the reports, resolves to the exit status. */
export async function gradeCommand(
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { screen } = context;
  const request = parseGradeArgs(args, Object.keys(context.suites));
  if (request.help) {
    screen.out(gradeHelp());
    return 0;
  }
  using interrupt = interruptSignal();
  const tell = (line: string) => screen.err(`${line}\n`);
  const plan = await launchPlanOf(request, context);
  await using launch = await openLaunch(plan, { screen, signal: interrupt.signal, tell });
  const { docroot = request.docroot, fresh } = launch?.site ?? {};
  const setting = await settingOf({ ...request, docroot }, context, fresh);
  await refuseIdleGlobs(setting.request, setting.suites);
  const writers = request.reports.map((report) => openReport(report, screen));
  const seed = request.seed ?? randomSeed();
  const { report, targets, isInterrupted } = await run(setting, {
    screen,
    seed,
    launch,
    interrupt,
  });
  const shown = await shownTo(request.audience, {
    report,
    lab: setting.lab,
    options: {
      checks: new Map(
        targets.flatMap(({ suite }) => suite.checks.map((check) => [check.id, check])),
      ),
      again: againCommand(args, seed),
      ...(request.launch ? { launch: launchWords(request.launch) } : {}),
      ...(request.lab === null ? {} : { lab: request.lab }),
      groups: groupsOf(targets.map(({ suite }) => suite)),
      color: screen.outIsTerminal && !screen.noColor && !request.noColor,
      columns: screen.columns,
      verbose: request.verbose,
    },
  });
  request.reports.forEach(({ format, file }, i) => {
    const color = shown.options.color && file === null;
    writers[i]!(REPORT_FORMATS[format](shown.report, { ...shown.options, color }));
  });
  return isInterrupted ? 130 : statusOf(report);
}

/** What is graded, by which suites, and under which lab. */
export interface Setting {
  readonly request: GradeRequest;
  readonly suites: CommandContext["suites"];
  readonly lab: OpenLab | null;
}

/** What is started for a request, by the command line or by the lab file. */
async function launchPlanOf(request: GradeRequest, context: CommandContext): Promise<LaunchPlan> {
  const { docroot, launch, targets } = request;
  if (request.lab === null) {
    const names = launch ? targets.flatMap(({ suite }) => suite ?? []) : [];
    return { docroot, programs: new Map(names.map((name) => [name, launch!])) };
  }
  const lab = await labOf(request, context);
  const { launchesUnderLab } = await import("./lab_request.ts");
  return {
    docroot: lab.docroot ?? docroot,
    programs: launchesUnderLab(request, lab),
    hidden: [lab.path],
  };
}

async function labOf(
  request: GradeRequest,
  context: CommandContext,
  fresh?: string,
): Promise<OpenLab> {
  const { openLab } = await import("./open_lab.ts");
  const docroot = request.docroot === null ? null : docrootFolder(request.docroot, context.screen);
  return await openLab(request.lab!, { ...context, docroot, fresh });
}

/** The suites of a request, and what the lab file adds to it. YAML is loaded only for those who have one. */
async function settingOf(
  request: GradeRequest,
  context: CommandContext,
  fresh?: string,
): Promise<Setting> {
  if (request.lab === null) {
    const suites = await suitesFor(request, context);
    return {
      request,
      suites: withDocroot({ ...request, fresh }, { ...context, suites }),
      lab: null,
    };
  }
  const { requestUnderLab } = await import("./lab_request.ts");
  const lab = await labOf(request, context, fresh);
  return { request: requestUnderLab(request, lab), suites: lab.load, lab };
}

/** What came of a run. */
export interface Ran {
  readonly report: Report;
  readonly targets: readonly Target[];
  readonly isInterrupted: boolean;
}

/** What a run needs beside its setting. */
export interface RunOptions {
  readonly screen: Screen;
  readonly seed: number;
  /** Starts the servers, where they don't run already. */
  readonly launch?: CommandLaunch | null;
  readonly interrupt?: Interrupt;
}

/** A signal that Ctrl-C aborts, until it is stopped. */
interface Interrupt extends Disposable {
  readonly signal: AbortSignal;
  readonly stop: () => void;
}

/** Grades all servers of a request, as often as it says, and tells what is to be told meanwhile. */
export async function run(
  { request, suites, lab }: Setting,
  { screen, seed, launch = null, interrupt = interruptSignal() }: RunOptions,
): Promise<Ran> {
  const tell = (line: string) => screen.err(`${line}\n`);
  const { signal, stop } = interrupt;
  const reports: Report[] = [];
  let targets: readonly Target[] = [];
  for (let i = 0; i < request.repeat && !signal.aborted; i++) {
    const own = { suites, seed: seed + i, signal, tell };
    const there = await findTargets(request, own) ?? [];
    const found = launch ? launch.targets(there) : there;
    targets = lab ? found.map((target) => ({ ...target, level: levelFor(target, lab) })) : found;
    const { onEvent, clear } = liveProgress(screen);
    const watch = (event: GradeEvent) => {
      if (event.type !== "fault") return onEvent(event);
      tell(`The grader could not look for the mistake behind the failures: ${event.message}`);
    };
    const identity = lab ? { title: lab.lab.title, sha256: lab.sha256 } : null;
    const settings = { ...request, lab: identity, seed: seed + i, signal, onEvent: watch };
    reports.push(await grade(targets, { ...settings, listeners: findListeners }).finally(clear));
  }
  stop();
  await tellUnreached(reports[0]!, tell);
  const report = request.repeat > 1 ? repeated(reports) : reports[0]!;
  const scored = lab ? (await import("./lab_report.ts")).withLabPoints(report, lab) : report;
  return { report: scored, targets, isInterrupted: signal.aborted };
}

function levelFor({ suite }: Target, { lab }: OpenLab): Report["level"] {
  return lab.suites[suite.name as keyof typeof lab.suites]?.level ?? lab.level;
}

interface Shown {
  readonly report: Report;
  readonly options: RenderOptions;
}

/** A report and what reporters know beside it, as those may see them whom it is for. */
async function shownTo(
  audience: GradeRequest["audience"],
  { report, options, lab }: Shown & { readonly lab: OpenLab | null },
): Promise<Shown> {
  if (audience === "instructor") return { report, options };
  return (await import("./lab_report.ts")).forStudents(report, { lab, options });
}

/** Every suite, `byte-order` with the layout that was asked for. */
async function suitesFor(
  { layout: file, targets }: GradeRequest,
  { screen, suites, layoutSuite }: CommandContext,
): Promise<CommandContext["suites"]> {
  if (file === null) return suites;
  if (!targets.some(({ suite }) => suite === null || suite === "byte-order")) {
    throw new UsageError("--layout is for byte-order alone: add -s byte-order, or leave it out");
  }
  const layout = await readLayoutFile(file, screen);
  return { ...suites, "byte-order": () => layoutSuite(layout) };
}

/** What each group of the suites shows, by `suite/group`. */
export function groupsOf(suites: readonly Suite[]): ReadonlyMap<string, string> {
  return new Map(
    suites.flatMap(({ name, groups = {} }) =>
      Object.entries(groups).map(([group, words]) => [`${name}/${group}`, words] as const)
    ),
  );
}

function statusOf({ verdict }: Report): number {
  return { pass: 0, fail: 1, error: 3 }[verdict];
}

/** A signal that Ctrl-C aborts, so that what was graded is still reported; a second one ends the program. */
function interruptSignal(): Interrupt {
  const controller = new AbortController();
  const onInterrupt = () => {
    if (controller.signal.aborted) Deno.exit(130);
    controller.abort();
  };
  Deno.addSignalListener("SIGINT", onInterrupt);
  const stop = () => Deno.removeSignalListener("SIGINT", onInterrupt);
  return { signal: controller.signal, stop, [Symbol.dispose]: stop };
}

/** Tells what to look at for each server on whose port nothing listens. */
async function tellUnreached(
  { checks, targets }: Report,
  tell: (line: string) => void,
): Promise<void> {
  for (const target of targets) {
    const reach = checks.find(({ id }) => id === `${target.suite}/reach/answers`);
    if (reach?.observed !== "connection refused" && reach?.observed !== "a free port") continue;
    tell(await nothingListensHint(target, target.suite.startsWith("udp") ? "udp" : "tcp"));
  }
}

/** The suites, told which folder the server serves. */
function withDocroot(
  { docroot, fresh }: { readonly docroot: string | null; readonly fresh?: string | undefined },
  { screen, suites }: CommandContext,
): CommandContext["suites"] {
  if (docroot === null) return suites;
  const folder = docrootFolder(docroot, screen);
  return Object.fromEntries(
    Object.entries(suites).map(([name, load]) => [name, () => load({ docroot: folder, fresh })]),
  );
}

/** A function that writes the report; a file that can't be written is found out before anything is graded. */
function openReport({ file }: ReportRequest, screen: Screen): (text: string) => void {
  if (file === null) return (text) => screen.out(text);
  const path = isAbsolute(file) ? file : join(screen.folder, file);
  try {
    Deno.openSync(path, { write: true, create: true }).close();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The report can't be written to "${file}": ${reason}`);
  }
  return (text) => Deno.writeTextFileSync(path, text);
}

async function refuseIdleGlobs(
  { only, skip, targets }: GradeRequest,
  suites: CommandContext["suites"],
): Promise<void> {
  const globs = [...only, ...skip];
  if (globs.length === 0) return;
  const names = targets.flatMap(({ suite }) => suite ?? Object.keys(suites));
  const loaded = await Promise.all([...new Set(names)].map((name) => suites[name]!()));
  const ids = loaded.flatMap(({ checks }) => checks.map(({ id }: Check) => id));
  const [idle] = idleGlobs(globs, ids);
  if (idle === undefined) return;
  throw new UsageError(
    `No check matches "${idle}"${didYouMean(idle, prefixesOf(ids))}; deno task list shows them all`,
  );
}
