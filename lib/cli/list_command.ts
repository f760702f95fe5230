import { type Check, LEVELS, type Suite } from "../check.ts";
import { plural } from "../text/words.ts";
import { checksNamed, loadSuites } from "./catalogue.ts";
import type { CommandContext } from "./grade_command.ts";
import { parseWords } from "./words.ts";

const HELP = `usage: deno task list [SUITE|GLOB ...]

Lists the checks: all of them, or those whose ids match.

  deno task list tcp-echo
  deno task list 'tcp-echo/payload/*' 'udp-*/**'
`;

/** `deno task list`: id, level and title of the checks; resolves to the exit status. */
export async function listCommand(
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { words, help } = parseWords(args);
  if (help) {
    context.screen.out(HELP);
    return 0;
  }
  const suites = await loadSuites(context);
  const wanted = words.length === 0
    ? suites.flatMap(({ checks }) => checks)
    : words.flatMap((word) => checksNamed(word, suites));
  context.screen.out(listing(wanted, suites));
  return 0;
}

/** Checks as a table for each suite, with their number below. */
export function listing(wanted: readonly Check[], suites: readonly Suite[]): string {
  const isWanted = new Set(wanted);
  const tables = suites.flatMap(({ name, title, checks }) => {
    const chosen = checks.filter((check) => isWanted.has(check));
    return chosen.length === 0 ? [] : [table(`${name}: ${title}`, chosen)];
  });
  return tables.join("\n");
}

function table(heading: string, checks: readonly Check[]): string {
  const idWidth = Math.max(...checks.map(({ id }) => id.length));
  const levelWidth = Math.max(...LEVELS.map((level) => level.length));
  const rows = checks.map(({ id, level, title }) =>
    `  ${id.padEnd(idWidth)}  ${level.padEnd(levelWidth)}  ${title}`
  );
  return [heading, ...rows, `  ${counts(checks)}`, ""].join("\n");
}

function counts(checks: readonly Check[]): string {
  const levels = LEVELS.flatMap((level) => {
    const count = checks.filter((check) => check.level === level).length;
    return count > 0 ? [`${count} ${level}`] : [];
  });
  return `${checks.length} ${plural(checks.length, "check")}: ${levels.join(", ")}`;
}
