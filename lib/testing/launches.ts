import { type Report, reportSchema } from "../report.ts";
import { freePort } from "../wire/free_port.ts";
import { outcomeOf, startCommand } from "./process.ts";
import { CC_HINT, HAS_CC, IGNORE_WITHOUT_CC } from "./students.ts";

/** How a run that starts a student's program came out. */
export interface Launch {
  readonly code: number;
  readonly report: Report;
  readonly err: string;
  readonly tookMs: number;
}

/** A submission in a folder of its own, as a run of the command line finds it. */
export interface Submission extends AsyncDisposable {
  /** The port that is written into the program, where one is. */
  readonly port: number;
  readonly folder: string;
  /** The folder that the run makes its temporary files in. */
  readonly temporary: string;
  /** A folder with a `bwrap` that doesn't work. */
  readonly tools: string;
}

/** The port that is written into a program; each copy that is handed in has one of its own. */
const WRITTEN_PORT = "19876";
const SOURCES = new URL("../../fixtures/students/process/", import.meta.url);
const BUILD = ["--build", "cc -w -O1 -o server server.c", "--launch", "./server {port}"];

/** Hands in a program of `fixtures/students/process`. */
export async function handIn(program: string): Promise<Submission> {
  const root = await Deno.makeTempDir({ prefix: "submission-" });
  const folder = `${root}/submission`;
  const temporary = `${root}/temporary`;
  const tools = `${root}/tools`;
  await Promise.all([folder, temporary, tools].map((path) => Deno.mkdir(path)));
  await Deno.chmod(root, 0o711); // a user of the program's own must get through
  await Deno.writeTextFile(`${tools}/bwrap`, "#!/bin/sh\nexit 1\n", { mode: 0o755 });
  const port = freePort();
  const source = await Deno.readTextFile(new URL(`${program}.c`, SOURCES));
  await Deno.writeTextFile(`${folder}/server.c`, source.replaceAll(WRITTEN_PORT, String(port)));
  return {
    port,
    folder,
    temporary,
    tools,
    [Symbol.asyncDispose]: () => Deno.remove(root, { recursive: true }),
  };
}

/** Starts grading a submission with its program built and launched. */
export function startLaunch(
  { folder, temporary, tools }: Submission,
  args: readonly string[],
  way?: Way,
): Deno.ChildProcess {
  const isTold = args.includes("--launch") || args.includes("--lab");
  const launch = isTold ? [] : BUILD;
  const sandbox = way === undefined || way === "user" ? [] : ["--sandbox", way];
  const all = ["grade", "--report", "json", "--seed", "5", ...args, ...sandbox, ...launch];
  const path = Deno.env.get("PATH") ?? "";
  return startCommand(all, {
    INIT_CWD: folder,
    TMPDIR: temporary,
    PATH: way === "user" ? `${tools}:${path}` : path,
  });
}

/** Grades a submission, and reads its report. */
export function launch(submission: Submission, ...args: readonly string[]): Promise<Launch> {
  return launchIn(undefined, submission, args);
}

/** The same with its program contained in one of the ways. */
export async function launchIn(
  way: Way | undefined,
  submission: Submission,
  args: readonly string[],
): Promise<Launch> {
  const startMs = Date.now();
  const { code, out, err } = await outcomeOf(startLaunch(submission, args, way));
  if (out === "") throw new Error(`Expected a report, got status ${code} and: ${err}`);
  const report = reportSchema.parse(JSON.parse(out));
  return { code, report, err, tookMs: Date.now() - startMs };
}

/** What a run has left behind: processes that stand in the folder, and files of its own. */
export function leftBy({ folder, temporary }: Submission): readonly string[] {
  const processes = [...Deno.readDirSync("/proc")].flatMap(({ name }) => {
    try {
      const at = /^\d+$/.test(name) ? Deno.readLinkSync(`/proc/${name}/cwd`) : "";
      return at.startsWith(folder) || at.startsWith(temporary)
        ? [`process ${Deno.readTextFileSync(`/proc/${name}/cmdline`)}`]
        : [];
    } catch {
      return []; // it has ended
    }
  });
  return [...processes, ...[...Deno.readDirSync(temporary)].map(({ name }) => `file ${name}`)];
}

/** How many submissions are graded at a time: most of a run is waiting. */
const AT_ONCE = 4;

/** Does something with each row, a few at a time. */
export async function eachOf<T>(rows: readonly T[], use: (row: T) => Promise<void>): Promise<void> {
  const queue = [...rows];
  const worker = async () => {
    for (let row = queue.shift(); row !== undefined; row = queue.shift()) await use(row);
  };
  const done = await Promise.allSettled(Array.from({ length: AT_ONCE }, worker));
  for (const one of done) if (one.status === "rejected") throw one.reason;
}

/** How long something is waited for, and how often it is looked at, in milliseconds. */
const UNTIL_MS = 15_000;
const LOOK_MS = 5;

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  const endMs = Date.now() + UNTIL_MS;
  while (!holds()) {
    if (Date.now() > endMs) throw new Error(`Expected ${holds} within ${UNTIL_MS} ms`);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
}

/** How a program may be contained: in a sandbox; as a user of its own, where there is none; not at all. */
export type Way = "bwrap" | "user" | "none";

/** The ways that can be had here. */
export const WAYS: readonly Way[] = [
  ...(await canSandbox() ? ["bwrap"] as const : []),
  ...(Deno.uid() === 0 ? ["user"] as const : []),
  "none",
];

/** A test that compiles what students hand in; ignored without a compiler, but not in CI. */
export function testLaunch(name: string, fn: () => Promise<void>): void {
  Deno.test({
    name: HAS_CC ? name : `${name} (ignored: ${CC_HINT})`,
    ignore: IGNORE_WITHOUT_CC,
    fn,
  });
}

/** A test of the sandbox itself; ignored where there is none, but not in CI. */
export function testSandbox(name: string, fn: () => Promise<void>): void {
  const isHere = WAYS.includes("bwrap");
  Deno.test({
    name: isHere ? name : `${name} (ignored: bwrap makes no namespaces here: install bubblewrap)`,
    ignore: !isHere && Deno.env.get("CI") === undefined,
    fn,
  });
}

async function canSandbox(): Promise<boolean> {
  const args = ["--unshare-pid", "--ro-bind", "/", "/", "--proc", "/proc", "true"];
  try {
    return (await new Deno.Command("bwrap", { args, stderr: "null" }).output()).success;
  } catch {
    return false;
  }
}
