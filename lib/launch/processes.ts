import { Capture } from "./capture.ts";

/** How a process is started. */
export interface ChildOptions {
  /** The folder that it stands in. */
  readonly folder: string;
  /** All of its environment. */
  readonly env: Readonly<Record<string, string>>;
  /** Whether its standard input is a terminal's at which nobody types, or empty. */
  readonly stdin: "idle" | "empty";
}

/** A process that was started here, in a session of its own: Ctrl-C at the terminal doesn't reach it. */
export interface Child {
  readonly pid: number;
  /** What it writes, as long as anybody holds its standard output. */
  readonly capture: Capture;
  /** Resolves when it has ended. */
  readonly status: Promise<Deno.CommandStatus>;
  /** Closes its standard input, with a line before if one is given. */
  closeInput(line?: string): void;
}

/** Starts a process. Throws where there is no such program. */
export function startChild(
  [command = "", ...args]: readonly string[],
  options: ChildOptions,
): Child {
  const child = new Deno.Command(command, {
    args,
    cwd: options.folder,
    env: { ...options.env },
    clearEnv: true,
    stdin: options.stdin === "idle" ? "piped" : "null",
    stdout: "piped",
    stderr: "piped",
    detached: true,
  }).spawn();
  let isClosed = options.stdin !== "idle";
  return {
    pid: child.pid,
    capture: new Capture([child.stdout, child.stderr]),
    status: child.status,
    closeInput: (line = "") => {
      if (isClosed) return;
      isClosed = true;
      const writer = child.stdin.getWriter();
      writer.write(new TextEncoder().encode(line)).catch(() => {}); // it may have ended first
      writer.close().catch(() => {});
    },
  };
}

/** Whether a tool does what it is asked for; `false` where there is none. */
export async function succeeds([command = "", ...args]: readonly string[]): Promise<boolean> {
  try {
    const { success } = await new Deno.Command(command, {
      args,
      stdin: "null",
      stdout: "null",
      stderr: "null",
    }).output();
    return success;
  } catch {
    return false;
  }
}

/** Sends a signal to a process, or to a group where the number is negative; one that is gone is no error. */
export function sendSignal(pid: number, name: Deno.Signal): void {
  try {
    Deno.kill(pid, name);
  } catch (error) {
    const isGone = error instanceof Deno.errors.NotFound ||
      (error instanceof TypeError && error.message.includes("ESRCH"));
    if (!isGone) throw error;
  }
}
