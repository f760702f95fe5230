import { isAbsolute, join } from "node:path";
import type { Check, Suite } from "../check.ts";
import type { Report } from "../report.ts";
import { type RenderOptions, REPORT_FORMATS } from "../reporters/mod.ts";
import { grade, randomSeed, type Target } from "../run/grade.ts";
import { idleGlobs } from "../run/select.ts";
import { againCommand } from "./again.ts";
import { didYouMean } from "./did_you_mean.ts";
import { gradeHelp, type GradeRequest, parseGradeArgs, type ReportRequest } from "./options.ts";
import type { Screen } from "./screen.ts";
import { UsageError } from "./usage_error.ts";

/** What a command works with. */
export interface CommandContext {
  readonly screen: Screen;
  /** Every suite by its name. */
  readonly suites: Readonly<Record<string, () => Promise<Suite>>>;
}

/** `deno task grade`: grades servers, writes the reports, resolves to the exit status. */
export async function gradeCommand(
  args: readonly string[],
  { screen, suites }: CommandContext,
): Promise<number> {
  const request = parseGradeArgs(args, Object.keys(suites));
  if (request.help) {
    screen.out(gradeHelp());
    return 0;
  }
  const files = request.reports.map((report) => openReport(report, screen));
  const loaded = await Promise.all(request.targets.map(async (target): Promise<Target> => {
    const suite = await suites[target.suite ?? "tcp-echo"]!();
    return { suite, host: target.host, port: target.port };
  }));
  const checks = loaded.flatMap(({ suite }) => suite.checks);
  refuseIdleGlobs(request, checks);
  const interrupt = new AbortController();
  const onInterrupt = () => interrupt.abort();
  Deno.addSignalListener("SIGINT", onInterrupt);
  const seed = request.seed ?? randomSeed();
  const report = await grade(loaded, { ...request, seed, signal: interrupt.signal });
  Deno.removeSignalListener("SIGINT", onInterrupt);
  const options: RenderOptions = {
    checks: new Map(checks.map((check) => [check.id, check])),
    again: againCommand(args, seed),
    color: screen.outIsTerminal && !screen.noColor && !request.noColor,
    columns: screen.columns,
    verbose: request.verbose,
  };
  request.reports.forEach(({ format }, i) => files[i]!(REPORT_FORMATS[format](report, options)));
  return interrupt.signal.aborted ? 130 : statusOf(report);
}

function statusOf({ verdict }: Report): number {
  return { pass: 0, fail: 1, error: 3 }[verdict];
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

function refuseIdleGlobs({ only, skip }: GradeRequest, checks: readonly Check[]): void {
  const ids = checks.map(({ id }) => id);
  const [idle] = idleGlobs([...only, ...skip], ids);
  if (idle === undefined) return;
  throw new UsageError(
    `No check matches "${idle}"${didYouMean(idle, ids)}; deno task list shows them all`,
  );
}
