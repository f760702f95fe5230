import { byteOrderSuite, MISTAKES, SUITES } from "../../mod.ts";
import { demoCommand } from "./demo_command.ts";
import { didYouMean } from "./did_you_mean.ts";
import { explainCommand } from "./explain_command.ts";
import { type CommandContext, gradeCommand } from "./grade_command.ts";
import { initCommand } from "./init_command.ts";
import { listCommand } from "./list_command.ts";
import { schemaCommand } from "./schema_command.ts";
import { serveCommand } from "./serve_command.ts";
import { processScreen, type Screen } from "./screen.ts";
import { UsageError } from "./usage_error.ts";

/** Exit statuses, as outside scripts rely on them. */
export const EXIT = { pass: 0, fail: 1, usage: 2, error: 3, interrupted: 130 } as const;

type Command = (args: readonly string[], context: CommandContext) => Promise<number>;

/** Every command by its name. */
const COMMANDS: Readonly<Record<string, Command>> = {
  grade: gradeCommand,
  list: listCommand,
  explain: explainCommand,
  serve: serveCommand,
  demo: demoCommand,
  "check-lab": async (args, context) =>
    (await import("./check_lab_command.ts")).checkLabCommand(args, context),
  init: initCommand,
  schema: schemaCommand,
};

const HELP = `Wiregrade grades servers by talking to them.

  deno task grade [OPTIONS] HOST:PORT     grade a server
  deno task list [SUITE|GLOB ...]         list the checks
  deno task explain ID                    say what a check does, and what to try
  deno task serve SUITE                   run a correct server, or one with a mistake
  deno task init [FILE]                   write a lab file to begin with
  deno task check-lab FILE                check a lab file, and say what counts
  deno task schema                        print the form of a lab file, for editors
  deno task demo                          grade servers of its own, to see how that looks

Each says more with --help.
`;

/** Runs a command of the command line and resolves to its exit status. */
export async function execute(args: readonly string[], screen: Screen): Promise<number> {
  const [name, ...rest] = args;
  if (name === "--help" || name === "-h") {
    screen.out(HELP);
    return EXIT.pass;
  }
  if (name === undefined) {
    screen.err(HELP);
    return EXIT.usage;
  }
  try {
    return await commandNamed(name)(rest, {
      screen,
      suites: SUITES,
      mistakes: MISTAKES,
      layoutSuite: byteOrderSuite,
    });
  } catch (error) {
    if (error instanceof UsageError) {
      screen.err(`wiregrade: ${error.message}\n`);
      return EXIT.usage;
    }
    screen.err(`wiregrade: a fault of the grader's own, not of the server's\n${stackOf(error)}\n`);
    return EXIT.error;
  }
}

function commandNamed(name: string): Command {
  const names = Object.keys(COMMANDS);
  const command = names.includes(name) ? COMMANDS[name] : undefined;
  if (command) return command;
  throw new UsageError(
    `There is no command "${name}"${didYouMean(name, names)}; there are ${names.join(", ")}`,
  );
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

if (import.meta.main) Deno.exit(await execute(Deno.args, processScreen()));
