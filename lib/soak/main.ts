import { parseArgs } from "@std/cli/parse-args";
import { grade } from "../../mod.ts";
import type { Level } from "../check.ts";
import { freePort } from "../wire/free_port.ts";

/** A server that is graded again and again: its outcomes must not change. */
interface Subject {
  readonly suite: string;
  readonly mistake?: string;
  readonly level: Level;
}

/** Reference servers, and mistakes whose outcome no scheduling decides. */
const SUBJECTS: readonly Subject[] = [
  { suite: "tcp-echo", level: "strict" },
  { suite: "udp-echo", level: "strict" },
  { suite: "tcp-time", level: "strict" },
  { suite: "udp-time", level: "strict" },
  { suite: "byte-order", level: "strict" },
  { suite: "http", level: "strict" },
  { suite: "tcp-echo", mistake: "one-client-at-a-time", level: "core" },
  { suite: "tcp-echo", mistake: "strlen-on-received-bytes", level: "standard" },
  { suite: "tcp-echo", mistake: "waits-for-eof", level: "core" },
  { suite: "tcp-echo", mistake: "changes-case", level: "core" },
  { suite: "udp-echo", mistake: "buffer-too-small", level: "strict" },
  { suite: "udp-echo", mistake: "drops-datagrams", level: "standard" },
];

const RIGHTS = ["--no-prompt", "--allow-net", "--allow-read", "--allow-env=NO_COLOR,INIT_CWD"];
const CLI = new URL("../cli/main.ts", import.meta.url).pathname;

/** Grades each subject `runs` times with other seeds; prints every check whose outcome changed. */
async function main(args: readonly string[]): Promise<number> {
  const options = parseArgs([...args], { string: ["runs", "seed", "only"], boolean: ["busy"] });
  const runs = Number(options.runs ?? 50);
  const firstSeed = Number(options.seed ?? 1);
  const busy = options.busy ? keepCoresBusy() : [];
  let changes = 0;
  const subjects = SUBJECTS.filter((subject) => nameOf(subject).includes(options.only ?? ""));
  for (const subject of subjects) {
    const outcomes = new Map<string, Set<string>>();
    for (let run = 0; run < runs; run++) {
      for (const [id, status] of await gradeOnce(subject, firstSeed + run)) {
        outcomes.set(id, (outcomes.get(id) ?? new Set()).add(status));
      }
    }
    const unsteady = [...outcomes].filter(([, statuses]) => statuses.size > 1);
    changes += unsteady.length;
    console.log(
      `${nameOf(subject).padEnd(48)} ${runs} runs, ${unsteady.length} checks that changed`,
    );
    for (const [id, statuses] of unsteady) console.log(`  ${id}: ${[...statuses].join(", ")}`);
  }
  busy.forEach((child) => child.kill("SIGKILL"));
  return changes === 0 ? 0 : 1;
}

async function gradeOnce(
  { suite, mistake, level }: Subject,
  seed: number,
): Promise<readonly (readonly [string, string])[]> {
  const port = freePort();
  const wrong = mistake ? ["--mistake", mistake] : [];
  const server = new Deno.Command(Deno.execPath(), {
    args: ["run", ...RIGHTS, CLI, "serve", suite, "--port", String(port), ...wrong],
    stdout: "piped",
    stderr: "null",
  }).spawn();
  await firstBytes(server.stdout);
  const report = await grade([{ suite, host: "127.0.0.1", port }], { seed, level });
  server.kill("SIGKILL");
  await server.status;
  return [
    ["verdict", report.verdict],
    ...report.checks.map(({ id, status }) => [id, status] as const),
  ];
}

/** Waits until the server says that it listens. */
async function firstBytes(stream: ReadableStream<Uint8Array>): Promise<void> {
  const reader = stream.getReader();
  await reader.read();
  await reader.cancel();
}

function keepCoresBusy(): readonly Deno.ChildProcess[] {
  return Array.from(
    { length: navigator.hardwareConcurrency },
    () => new Deno.Command(Deno.execPath(), { args: ["eval", "for (;;);"] }).spawn(),
  );
}

function nameOf({ suite, mistake, level }: Subject): string {
  return `${suite} at ${level}, ${mistake ?? "the reference server"}`;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
