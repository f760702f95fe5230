import type { CheckReport, Report, TargetReport } from "../../report.ts";
import { shellWord } from "../../text/shell_word.ts";
import { endpointText } from "../../wire/wire.ts";

/** Where a check's command points to. */
export interface AloneOptions {
  readonly report: Pick<Report, "level" | "seed">;
  readonly target: Pick<TargetReport, "host" | "port">;
  /** What stands in the address's place where the run starts the server itself. */
  readonly launch?: readonly string[] | undefined;
}

/** The command that runs one check alone, with the same bytes. */
export function aloneCommand(
  { id, suite }: Pick<CheckReport, "id" | "suite">,
  { report, target, launch = [endpointText(target)] }: AloneOptions,
): string {
  const words = ["-s", suite, "--only", id, "--level", report.level, "--seed", String(report.seed)];
  return ["deno task grade", ...[...words, ...launch].map(shellWord)].join(" ");
}
