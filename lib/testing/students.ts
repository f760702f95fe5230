import { findListeners } from "../run/listeners.ts";
import { freePort } from "../wire/free_port.ts";

/** Whether there is a C compiler; tests that need one are ignored without, but not in CI. */
export const HAS_CC: boolean = await hasProgram("cc");

/** What to install where `HAS_CC` is false. */
export const CC_HINT = "needs a C compiler: install gcc";

/** Whether a test is to be ignored for want of a compiler. */
export const IGNORE_WITHOUT_CC: boolean = !HAS_CC && Deno.env.get("CI") === undefined;

/** A compiled program of a student's, as a server on a port of its own. */
export interface Student extends AsyncDisposable {
  /** The port that it was told to use. */
  readonly port: number;
  /** Whether the program is still running. */
  isAlive(): boolean;
}

const SOURCES = new URL("../../fixtures/students/", import.meta.url);
/** How long a program may take until its port is bound, in milliseconds. */
const START_MS = 5000;
const POLL_MS = 40;

/**
 * Compiles programs of `fixtures/students`, named by folder and file as in `time/tcp_ok`, two at a time,
 * into a folder that is removed when the programs are disposed of.
 */
export async function compileStudents(names: readonly string[]): Promise<Programs> {
  const folder = await Deno.makeTempDir({ prefix: "students-" });
  const queue = [...names];
  const worker = async () => {
    for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
      await compile(name, `${folder}/${fileName(name)}`);
    }
  };
  try {
    await Promise.all([worker(), worker()]);
  } catch (error) {
    await Deno.remove(folder, { recursive: true });
    throw error;
  }
  return new Programs(folder);
}

/** Compiled programs, in a folder. */
export class Programs implements AsyncDisposable {
  readonly #folder: string;
  /** Takes over a folder of programs. */
  constructor(folder: string) {
    this.#folder = folder;
  }
  /** Starts a program on a free port, in a session of its own, and waits until the port is bound. */
  async start(name: string, env: Readonly<Record<string, string>> = {}): Promise<Student> {
    return await start([`${this.#folder}/${fileName(name)}`], env);
  }
  /** Removes the folder. */
  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.#folder, { recursive: true });
  }
}

/** What runs a script, by the ending of its name, and the package that holds it. */
export const INTERPRETERS: Readonly<
  Record<string, { readonly run: string; readonly from: string }>
> = {
  py: { run: "python3", from: "python3" },
  js: { run: "node", from: "nodejs" },
};

/** Starts a script of `fixtures/students`, such as `python/tcp_lines.py`, on a free port. */
export async function startScript(name: string): Promise<Student> {
  const { run } = INTERPRETERS[name.split(".").at(-1) ?? ""]!;
  return await start([run, new URL(name, SOURCES).pathname], { PYTHONDONTWRITEBYTECODE: "1" });
}

/** Whether a program can be run: it is asked for its version. */
export async function hasProgram(name: string): Promise<boolean> {
  try {
    const { success } = await new Deno.Command(name, { args: ["--version"], stdout: "null" })
      .output();
    return success;
  } catch {
    return false;
  }
}

/** How often another port is tried where somebody else was faster to take it. */
const PORT_TRIES = 3;

async function start(
  command: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Student> {
  for (let left = PORT_TRIES;; left--) {
    const port = freePort();
    const child = new Deno.Command("setsid", {
      args: [...command, String(port)],
      stdin: "null",
      stdout: "null",
      stderr: "null",
      env,
    }).spawn();
    let alive = true;
    child.status.then(() => alive = false);
    if (await isBound(port, () => alive)) {
      return { port, isAlive: () => alive, [Symbol.asyncDispose]: () => endSession(child) };
    }
    await endSession(child);
    if (left === 1) throw new Error(`Expected a server on port ${port} within ${START_MS} ms`);
  }
}

async function compile(name: string, output: string): Promise<void> {
  const source = new URL(`${name}.c`, SOURCES).pathname;
  const { success, stderr } = await new Deno.Command("cc", {
    args: ["-w", "-O1", "-pthread", "-o", output, source],
    stdout: "null",
    stderr: "piped",
  }).output();
  if (!success) throw new Error(`${source}: ${new TextDecoder().decode(stderr)}`);
}

function fileName(name: string): string {
  return name.replaceAll("/", "-");
}

/** Whether a program of ours, and not one that has ended, comes to listen on a port. */
async function isBound(port: number, isAlive: () => boolean): Promise<boolean> {
  const endMs = Date.now() + START_MS;
  while (Date.now() < endMs && isAlive()) {
    if ((await findListeners()).some((listener) => listener.port === port)) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
      return isAlive();
    }
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  return false;
}

/** Ends a program that `setsid` started, and all children that it has left. */
async function endSession(child: Deno.ChildProcess): Promise<void> {
  await new Deno.Command("kill", {
    args: ["-KILL", "--", `-${child.pid}`],
    stderr: "null",
  }).output();
  await child.status;
}
