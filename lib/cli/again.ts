import { shellWord } from "../text/shell_word.ts";

/** The command that grades the same again, with the same seed, as it can be pasted into a shell. */
export function againCommand(args: readonly string[], seed: number): string {
  const given = args.flatMap((arg, i) => {
    if (arg === "--seed" || arg.startsWith("--seed=")) return [];
    return args[i - 1] === "--seed" ? [] : [arg];
  });
  const isLaunch = given.some((arg) => arg === "--launch" || arg.startsWith("--launch="));
  if (isLaunch) {
    const words = [...given, "--seed", String(seed)];
    return ["deno task grade", ...words.map(shellWord)].join(" ");
  }
  const target = given.findLastIndex((arg) => !arg.startsWith("-"));
  const words = [...given.slice(0, target), "--seed", String(seed), ...given.slice(target)];
  return ["deno task grade", ...words.map(shellWord)].join(" ");
}
