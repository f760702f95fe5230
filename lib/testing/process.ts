/** How a run of the command line came out. */
export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const MAIN = new URL("../cli/main.ts", import.meta.url);

/** Starts the command line as a process of its own, with the rights of `deno task grade`. */
export function startCommand(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Deno.ChildProcess {
  return new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--no-prompt",
      "--allow-all",
      MAIN.href,
      ...args,
    ],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    env: { NO_COLOR: "1", ...env },
  }).spawn();
}

/** What a started command prints, and its exit status. */
export async function outcomeOf(child: Deno.ChildProcess): Promise<Ran> {
  const { code, stdout, stderr } = await child.output();
  const text = new TextDecoder();
  return { code, out: text.decode(stdout), err: text.decode(stderr) };
}

/** Runs the command line to its end. */
export function runCommand(...args: readonly string[]): Promise<Ran> {
  return outcomeOf(startCommand(args));
}
