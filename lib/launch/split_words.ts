/** A command whose words can't be told: a quote that is never closed, or a shell's own sign. */
export class CommandError extends Error {
  override name = "CommandError";
}

/** Signs that a shell would act on; no shell reads the command, so they would go to the program as they are. */
const SHELL_SIGNS = /^(?:[|&;<>()]|&&|\|\||>>|<<|2>|2>&1|\d?[<>].*|&>.*)$/;

/** What may stand behind a backslash between double quotes and loses its meaning by it. */
const ESCAPED_IN_DOUBLE_QUOTES = '$`"\\\n';

/**
 * Splits a command into words as a POSIX shell does: at blanks, with both kinds of quotes and
 * backslashes. Nothing is expanded. Throws a `CommandError` for what only a shell could carry out.
 */
export function splitWords(command: string): readonly string[] {
  const words: string[] = [];
  let at = 0;
  while (at < command.length) {
    if (/\s/.test(command[at]!)) {
      at++;
      continue;
    }
    const { word, end, isQuoted } = readWord(command, at);
    if (!isQuoted && SHELL_SIGNS.test(word)) {
      throw new CommandError(
        `"${word}" is for a shell, and none runs the command: put it into a script, or write sh -c '…'`,
      );
    }
    words.push(word);
    at = end;
  }
  if (words.length === 0) throw new CommandError("The command is empty");
  return words;
}

interface Word {
  readonly word: string;
  /** Where the text goes on behind it. */
  readonly end: number;
  /** Whether any of it stood between quotes or behind a backslash. */
  readonly isQuoted: boolean;
}

function readWord(command: string, start: number): Word {
  let word = "";
  let at = start;
  let isQuoted = false;
  while (at < command.length && !/\s/.test(command[at]!)) {
    const sign = command[at]!;
    if (sign === "'" || sign === '"') {
      const quoted = readQuoted(command, at);
      word += quoted.text;
      at = quoted.end;
      isQuoted = true;
    } else if (sign === "\\") {
      if (at + 1 >= command.length) {
        throw new CommandError("Nothing stands behind the last backslash");
      }
      word += command[at + 1] === "\n" ? "" : command[at + 1];
      at += 2;
      isQuoted = true;
    } else {
      word += sign;
      at++;
    }
  }
  return { word, end: at, isQuoted };
}

function readQuoted(
  command: string,
  start: number,
): { readonly text: string; readonly end: number } {
  const quote = command[start]!;
  let text = "";
  for (let at = start + 1; at < command.length; at++) {
    const sign = command[at]!;
    if (sign === quote) return { text, end: at + 1 };
    const next = command[at + 1] ?? "";
    if (sign === "\\" && quote === '"' && next !== "" && ESCAPED_IN_DOUBLE_QUOTES.includes(next)) {
      text += next === "\n" ? "" : next;
      at++;
    } else {
      text += sign;
    }
  }
  throw new CommandError(`The ${quote} at character ${start + 1} is never closed`);
}
