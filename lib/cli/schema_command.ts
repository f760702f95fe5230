import type { CommandContext } from "./grade_command.ts";
import { UsageError } from "./usage_error.ts";
import { parseWords } from "./words.ts";

const HELP = `usage: deno task schema

Prints the JSON Schema of a lab file, for completion in editors:

  deno task schema > lab.schema.json
  # yaml-language-server: $schema=lab.schema.json      (the first line of a lab file)
`;

/** `deno task schema`: prints the form of a lab file; resolves to the exit status. */
export async function schemaCommand(
  args: readonly string[],
  { screen }: CommandContext,
): Promise<number> {
  const { words, help } = parseWords(args);
  if (words.length > 0) throw new UsageError("Expected nothing behind it: deno task schema");
  if (help) {
    screen.out(HELP);
    return 0;
  }
  const { labJsonSchema } = await import("../lab/schema.ts");
  screen.out(`${JSON.stringify(labJsonSchema(), null, 2)}\n`);
  return 0;
}
