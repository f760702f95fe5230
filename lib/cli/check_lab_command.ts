import { endpointText } from "../wire/wire.ts";
import { parseAddress } from "./address.ts";
import { adviceFor } from "./against.ts";
import { helpRows, type OptionSpecs, parseFlags } from "./flags.ts";
import { freezeLab } from "./freeze.ts";
import { type CommandContext, run } from "./grade_command.ts";
import { planInWords } from "./lab_plan.ts";
import { requestUnderLab } from "./lab_request.ts";
import { openLab } from "./open_lab.ts";
import { parseGradeArgs } from "./options.ts";
import { randomSeed } from "../run/grade.ts";
import { UsageError } from "./usage_error.ts";

const OPTIONS = {
  against: {
    value: "[SUITE=]HOST:PORT",
    repeats: true,
    help: "grade a server, and say what to change for what it fails",
  },
  freeze: { help: "write the ids that count into the file: no later grader changes them" },
  help: { short: "h", help: "this text" },
} as const satisfies OptionSpecs;

const HELP = `usage: deno task check-lab [OPTIONS] FILE

Checks a lab file, and prints which checks count, for how many points, and how long a run may take.

${helpRows(OPTIONS).join("\n")}

  deno task check-lab lab.yaml
  deno task check-lab lab.yaml --against 127.0.0.1:7007
`;

/** `deno task check-lab`: looks at a lab before the class does; resolves to the exit status. */
export async function checkLabCommand(
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { screen } = context;
  const { words: [file, ...more], values, switches } = parseFlags(args, OPTIONS);
  if (switches.has("help")) {
    screen.out(HELP);
    return 0;
  }
  if (file === undefined || more.length > 0) {
    throw new UsageError("Expected one lab file: deno task check-lab lab.yaml");
  }
  const lab = await openLab(file, context);
  screen.out(planInWords(lab));
  const addresses = values.get("against") ?? [];
  const passed = addresses.length === 0 || await tryAgainst(addresses, { file, context });
  if (switches.has("freeze")) screen.out(`\n${await freezeLab(lab)}\n`);
  return passed ? 0 : 1;
}

interface Against {
  readonly file: string;
  readonly context: CommandContext;
}

/** Grades the instructor's own solution, and says what to change for what it fails. */
async function tryAgainst(
  addresses: readonly string[],
  { file, context }: Against,
): Promise<boolean> {
  const { screen } = context;
  const asked = parseGradeArgs(["--lab", file, ...addresses], Object.keys(context.suites));
  const lab = await openLab(file, context); // a suite is good for one run
  const request = requestUnderLab(asked, lab);
  const { report } = await run({ request, suites: lab.load, lab }, { screen, seed: randomSeed() });
  const where = addresses.map((text) => endpointText(parseAddress(text.replace(/^.*=/, ""))));
  const { lines, passed } = adviceFor(report, lab);
  screen.out(`\nAgainst ${where.join(", ")}: ${lines.join("\n")}\n`);
  return passed;
}
