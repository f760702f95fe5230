import { isAbsolute, join } from "node:path";
import type { CommandContext } from "./grade_command.ts";
import { UsageError } from "./usage_error.ts";
import { parseWords } from "./words.ts";

const HELP = `usage: deno task init [FILE]

Writes a commented lab file to begin with: lab.yaml unless told otherwise. It never writes over a file.
`;

const USUAL_FILE = "lab.yaml";

/** `deno task init`: writes a lab file to begin with; resolves to the exit status. */
export async function initCommand(
  args: readonly string[],
  { screen }: CommandContext,
): Promise<number> {
  const { words: [file = USUAL_FILE, ...more], help } = parseWords(args);
  if (help) {
    screen.out(HELP);
    return 0;
  }
  if (more.length > 0) throw new UsageError("Expected one file: deno task init lab.yaml");
  const path = isAbsolute(file) ? file : join(screen.folder, file);
  const { STARTER } = await import("../lab/starter.ts");
  try {
    await Deno.writeTextFile(path, STARTER, { createNew: true });
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) {
      throw new UsageError(`There is a file "${file}" already; write another name`);
    }
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The lab file can't be written to "${file}": ${reason}`);
  }
  screen.out(`${file} is written. What it says: deno task check-lab ${file}\n`);
  return 0;
}
