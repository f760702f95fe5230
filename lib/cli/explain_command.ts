import { type Check, countsAt, isHazard, LEVELS, needsOf, suiteOf } from "../check.ts";
import { byHandLine } from "../reporters/pretty/by_hand.ts";
import { usableColumns } from "../reporters/pretty/view.ts";
import { LEVEL_POINTS } from "../run/score.ts";
import { BLANK, type Block, LABEL_WIDTH, layOut, padTo, prose, verbatim } from "../text/blocks.ts";
import { explainOnce } from "../text/glossary.ts";
import { plural } from "../text/words.ts";
import { endpointText } from "../wire/wire.ts";
import { seconds } from "../wire/echo_schema.ts";
import { checksNamed, loadSuites } from "./catalogue.ts";
import { allMistakes, mistakeExplanation } from "./explain_mistake.ts";
import type { CommandContext } from "./grade_command.ts";
import { listing } from "./list_command.ts";
import { UsageError } from "./usage_error.ts";
import { parseWords } from "./words.ts";

const HELP = `usage: deno task explain ID

Says what a check does, why it matters, where the standard says so, and what to try; or of a mistake
what it shows, why it happens, and what to write instead.
Where ID is a suite, the beginning of an id or a glob, it lists the checks that match.

  deno task explain tcp-echo/reach/answers
  deno task explain strlen-on-received-bytes
`;

/** The server that the lines to try by hand go to. */
const EXAMPLE = { host: "127.0.0.1", port: 7007 };
/** How a program is started that a launch starts. */
const EXAMPLE_COMMAND = "./server {port}";
const INDENT = 2;

/** `deno task explain`: all that is known of one check or one mistake; resolves to the exit status. */
export async function explainCommand(
  args: readonly string[],
  context: CommandContext,
): Promise<number> {
  const { screen } = context;
  const { words: [word, ...more], help } = parseWords(args);
  if (help) {
    screen.out(HELP);
    return 0;
  }
  if (word === undefined || more.length > 0) {
    throw new UsageError("Expected the id of one check: deno task explain tcp-echo/reach/answers");
  }
  const suites = await loadSuites(context);
  const mistakes = await allMistakes(suites, context.mistakes);
  const mistake = mistakes.get(word);
  if (mistake) {
    screen.out(mistakeExplanation(mistake, screen.columns));
    return 0;
  }
  const found = checksNamed(word, suites, [...mistakes.keys()]);
  const [check] = found;
  const isLaunched = suites.some(({ launchOnly, checks }) =>
    launchOnly && check !== undefined && checks.includes(check)
  );
  screen.out(
    check && found.length === 1
      ? explanation(check, screen.columns, { isLaunched })
      : listing(found, suites),
  );
  return 0;
}

/** All that is known of a check, in lines of so many characters. */
export function explanation(
  check: Check,
  columns: number,
  { isLaunched = false }: { readonly isLaunched?: boolean } = {},
): string {
  const blocks = [
    verbatim(check.id),
    prose(check.title),
    BLANK,
    labelled("Must", check.must),
    labelled("Why", check.why),
    labelled("Level", worthOf(check)),
    ...needs(check),
    ...warnings(check),
    ...sources(check),
    BLANK,
    ...toTry(check, isLaunched ? `--launch '${EXAMPLE_COMMAND}'` : endpointText(EXAMPLE)),
    BLANK,
    prose(
      isLaunched
        ? `Put the command that starts your server in place of ${EXAMPLE_COMMAND}.`
        : `Put your server's address in place of ${EXAMPLE.host} and ${EXAMPLE.port}.`,
    ),
  ];
  return `${layOut(explainOnce(blocks), usableColumns(columns))}\n`;
}

function labelled(label: string, text: string): Block {
  return prose(text, { indent: INDENT, label });
}

function worthOf({ level }: Check): string {
  const points = `${LEVEL_POINTS[level]} ${plural(LEVEL_POINTS[level], "point")}`;
  const [lowest] = LEVELS;
  return countsAt(level, lowest)
    ? `${level}: ${points}, at every level`
    : `${level}: ${points} from --level ${level} on, no points below it`;
}

function needs(check: Check): readonly Block[] {
  return needsOf(check).map((id, i) => labelled(i === 0 ? "Needs" : "", id));
}

function warnings(check: Check): readonly Block[] {
  const { waitsMs, provokes } = check;
  return [
    ...(waitsMs
      ? [labelled("Takes", `at least ${seconds(waitsMs)}, whatever the server does`)]
      : []),
    ...(isHazard(check)
      ? [labelled("Beware", `a fragile server may end after ${provokes ?? "this check"}`)]
      : []),
  ];
}

function sources({ sources }: Check): readonly Block[] {
  return sources.flatMap(({ label, url }, i) => [
    labelled(i === 0 ? "Standard" : "", label),
    line("", url),
  ]);
}

function toTry({ id, level, byHand }: Check, server: string): readonly Block[] {
  const [lowest] = LEVELS;
  const atLevel = countsAt(level, lowest) ? "" : ` --level ${level}`;
  return [
    ...(byHand ? lines("By hand", byHandLine(byHand, EXAMPLE)) : []),
    ...(byHand ? lines("right", byHand.right) : []),
    line("Alone", `deno task grade -s ${suiteOf(id)} --only ${id}${atLevel} ${server}`),
  ];
}

function lines(label: string, text: string): readonly Block[] {
  return text.split("\n").map((part, i) => line(i === 0 ? label : "", part));
}

/** A line to paste, behind its label. */
function line(label: string, text: string): Block {
  return verbatim(" ".repeat(INDENT) + padTo(label, LABEL_WIDTH) + text);
}
