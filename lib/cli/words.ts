import { didYouMean } from "./did_you_mean.ts";
import { UsageError } from "./usage_error.ts";

/** The arguments of a command that has no options but `--help`. */
export interface Words {
  readonly words: readonly string[];
  readonly help: boolean;
}

/** Reads words and `--help`. Throws a `UsageError` for any other option. */
export function parseWords(args: readonly string[]): Words {
  const isHelp = (arg: string) => arg === "--help" || arg === "-h";
  const unknown = args.find((arg) => arg.startsWith("-") && !isHelp(arg));
  if (unknown !== undefined) {
    throw new UsageError(`There is no option ${unknown}${didYouMean(unknown, ["--help"])}`);
  }
  return { words: args.filter((arg) => !isHelp(arg)), help: args.some(isHelp) };
}
