import type { CheckReport, Report, TargetReport } from "../../report.ts";
import { shellWord } from "../../text/shell_word.ts";
import { endpointText } from "../../wire/wire.ts";

/** Where a check's command points to. */
export interface AloneOptions {
  readonly report: Pick<Report, "level" | "seed">;
  /** The lab file that the run went by. */
  readonly lab?: string | undefined;
  readonly target: Pick<TargetReport, "host" | "port">;
  /** What stands in the address's place where the run starts the server itself. */
  readonly launch?: readonly string[] | undefined;
}

/** The command that runs one check alone, with the same bytes. */
export function aloneCommand(
  { id, suite }: Pick<CheckReport, "id" | "suite">,
  { report, lab, target, launch = [endpointText(target)] }: AloneOptions,
): string {
  const rules = lab === undefined ? ["--level", report.level] : ["--lab", lab];
  const seed = report.seed === null ? [] : ["--seed", String(report.seed)];
  const words = ["-s", suite, "--only", id, ...rules, ...seed, ...launch];
  return ["deno task grade", ...words.map(shellWord)].join(" ");
}
