import { parseArgs } from "@std/cli/parse-args";
import { didYouMean } from "./did_you_mean.ts";
import { UsageError } from "./usage_error.ts";

/** One option of the command line: the parser, the help and the documentation come from this. */
export interface OptionSpec {
  /** What stands behind it; an option without is a switch. */
  readonly value?: string;
  readonly short?: string;
  readonly repeats?: boolean;
  readonly help: string;
}

/** The options of a command by their names, in the order of its help. */
export type OptionSpecs = Readonly<Record<string, OptionSpec>>;

/** What a command line holds: words, options with values, and switches. */
export interface Flags {
  readonly words: readonly string[];
  readonly values: ReadonlyMap<string, readonly string[]>;
  readonly switches: ReadonlySet<string>;
}

/** Reads the arguments of a command. Throws a `UsageError` for an option that isn't one of `specs`. */
export function parseFlags(args: readonly string[], specs: OptionSpecs): Flags {
  const names = Object.keys(specs);
  const withValue = names.filter((name) => specs[name]?.value);
  const parsed: Record<string, unknown> = parseArgs([...args], {
    string: [...withValue, "_"],
    boolean: names.filter((name) => !specs[name]?.value),
    collect: withValue,
    alias: Object.fromEntries(names.flatMap((name) => {
      const short = specs[name]?.short;
      return short ? [[name, short]] : [];
    })),
    unknown: (arg: string, key?: string) => {
      if (key === undefined) return true;
      throw new UsageError(
        `There is no option ${arg.split("=")[0]}${didYouMean(key, names, (name) => `--${name}`)}`,
      );
    },
  });
  const values = new Map<string, readonly string[]>();
  for (const name of withValue) {
    const given = parsed[name];
    if (!Array.isArray(given) || given.length === 0) continue;
    if (given.includes("")) {
      throw new UsageError(`--${name} wants a value: --${name} ${specs[name]?.value}`);
    }
    values.set(name, given.map(String));
  }
  const switches = new Set(names.filter((name) => !specs[name]?.value && parsed[name] === true));
  const words = Array.isArray(parsed._) ? parsed._.map(String) : [];
  return { words, values, switches };
}

/** The lines of a help text: each option, and what it is for. */
export function helpRows(specs: OptionSpecs): readonly string[] {
  return Object.entries(specs).map(([name, { short, value, help }]) => {
    const flag = `${short ? `-${short}, ` : "    "}--${name}${value ? ` ${value}` : ""}`;
    return `  ${flag.padEnd(32)}  ${help}`;
  });
}

/** One of the names that are allowed. Throws a `UsageError` that says which there are. */
export function oneOf<T extends string>(option: string, given: string, allowed: readonly T[]): T {
  const found = allowed.find((name) => name === given);
  if (found !== undefined) return found;
  throw new UsageError(
    `There is no ${option} "${given}"${didYouMean(given, allowed)}; there are ${
      allowed.join(", ")
    }`,
  );
}

/** A whole number of a range, or `null` where none was given. Throws a `UsageError`. */
export function numberOf(
  option: string,
  given: string | undefined,
  { from, to }: { readonly from: number; readonly to: number },
): number | null {
  if (given === undefined) return null;
  const number = /^\d+$/.test(given) ? Number(given) : NaN;
  if (number >= from && number <= to) return number;
  throw new UsageError(
    `--${option} wants a whole number from ${from} to ${to}, got "${given}"`,
  );
}
