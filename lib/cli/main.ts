import { SUITES } from "../../mod.ts";
import { gradeCommand } from "./grade_command.ts";
import { processScreen, type Screen } from "./screen.ts";
import { UsageError } from "./usage_error.ts";

/** Exit statuses, as outside scripts rely on them. */
export const EXIT = { pass: 0, fail: 1, usage: 2, error: 3, interrupted: 130 } as const;

/** Runs a command of the command line and resolves to its exit status. */
export async function execute(args: readonly string[], screen: Screen): Promise<number> {
  const [command, ...rest] = args;
  try {
    switch (command) {
      case "grade":
        return await gradeCommand(rest, { screen, suites: SUITES });
      default:
        throw new UsageError(`There is no command "${command}"`);
    }
  } catch (error) {
    if (error instanceof UsageError) {
      screen.err(`wiregrade: ${error.message}\n`);
      return EXIT.usage;
    }
    screen.err(`wiregrade: a fault of the grader's own, not of the server's\n${stackOf(error)}\n`);
    return EXIT.error;
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

if (import.meta.main) Deno.exit(await execute(Deno.args, processScreen()));
