import { assert, assertEquals } from "@std/assert";
import picomatch from "picomatch";
import { randomFrom } from "../lib/bytes/random.ts";
import { type Level, nameOf, type Suite } from "../lib/check.ts";
import { type Mistake, serversOf } from "../lib/mistake.ts";
import type { CheckReport, Report } from "../lib/report.ts";
import { grade } from "../lib/run/grade.ts";
import { serveInMemory } from "../lib/serve/in_memory.ts";
import type { Body, Server } from "../lib/serve/server.ts";

/** What becomes of a suite's checks against one wrong server; globs over ids without the suite's name. */
export interface Row {
  /** These fail, or are skipped since one that they need has. */
  readonly must: readonly string[];
  /** These may fail: the seed decides, or the order in which things happen. */
  readonly may?: readonly string[];
}

/** A row for each server of each mistake. */
export type Table = Readonly<Record<string, Row>>;

/** How a server in memory is graded. */
export interface InMemoryOptions {
  readonly body?: Body;
  readonly level?: Level;
  readonly seed?: number;
  readonly only?: readonly string[];
  readonly skip?: readonly string[];
}

/** Time is no object where the clock is virtual. */
const BUDGET_MS = 3_600_000;

/** Grades a server in memory, at `strict` unless told otherwise. */
export async function gradeInMemory(
  suite: Suite,
  server: Server,
  { body, level = "strict", seed = 1, ...selection }: InMemoryOptions = {},
): Promise<Report> {
  const program = serveInMemory(server, body);
  const target = { suite, host: "127.0.0.1", port: 7 };
  const options = { wire: program.wire, budgetMs: BUDGET_MS, level, seed, ...selection };
  const report = await grade([target], options).finally(() => program.close());
  return report;
}

/** The kinds of program in which a mistake must be found. */
export const BODIES: readonly Body[] = (["concurrent", "iterative"] as const).flatMap((serving) =>
  [64, 256, 1024, 4096].map((bufferBytes) => ({ serving, bufferBytes }))
);

/** Whether every server is tried in every body: minutes, for `deno task variations`. */
export const IS_EVERY_BODY: boolean = Deno.env.get("EVERY_BODY") !== undefined;

/**
 * The bodies in which a server is tried: as many of the eight as `count` says, all of them in turn over the
 * catalogue; all eight with `deno task variations`.
 */
export function bodiesOf(name: string, count = 2): readonly Body[] {
  if (IS_EVERY_BODY) return BODIES;
  const at = randomFrom(name).below(BODIES.length);
  const other = (at + BODIES.length / 2 + 1) % BODIES.length;
  return [BODIES[at]!, BODIES[other]!].slice(0, count);
}

/** Whether a server is tried at all where there are many: each mistake, and one in four of its other forms. */
export function isTried(name: string): boolean {
  return IS_EVERY_BODY || !name.includes("/") || randomFrom(`try ${name}`).below(4) === 0;
}

/** Expects that a mistake, or one that can't be told from it, is named first. */
export function assertNamed({ diagnoses }: Report, { id, alike }: Mistake, where: string): void {
  const named = diagnoses.map(({ mistake }) => mistake);
  const isNamed = [id, ...alike?.ids ?? []].includes(named[0] ?? "");
  assert(isNamed, `${id}, ${where}: ${named.join(", ") || "nothing"} was named`);
}

/** What is to be proved of a suite and its mistakes. */
export interface Proof {
  readonly suite: Suite;
  readonly mistakes: readonly Mistake[];
  readonly table: Table;
  /** The body in which the table holds. */
  readonly body: Body;
  /** Checks that fail in no row, since another one fails before: what fails each when it is asked for alone. */
  readonly alone: Readonly<Record<string, Lone>>;
}

/** A server that fails one check, when that and what it needs is all that runs. */
export interface Lone {
  readonly server: string;
  /** The size of its buffer, where that matters. */
  readonly bufferBytes?: number;
}

/** Proves the table, that it is complete, and that every check can fail. */
export function proveMistakes({ suite, mistakes, table, body, alone }: Proof): void {
  const servers = new Map(mistakes.flatMap((mistake) => [...serversOf(mistake)]));
  const failed = proveTable({ suite, mistakes, table, body });
  const aloneFailed = new Set<string>();
  for (const [short, lone] of Object.entries(alone)) {
    Deno.test(`${suite.name}/${short} alone finds ${lone.server}`, async () => {
      const server = servers.get(lone.server);
      if (!server) throw new Error(`There is no ${lone.server}`);
      const only = [`${suite.name}/${short}`];
      const { checks } = await gradeInMemory(suite, server, { body: { ...body, ...lone }, only });
      assertEquals(checks.map(({ status }) => status), ["fail"]);
      aloneFailed.add(short);
    });
  }
  Deno.test(`${suite.name} has no check that no mistake fails`, () => {
    const never = suite.checks.map(({ id }) => shortOf(id)).filter((short) =>
      !failed.has(short) && !aloneFailed.has(short)
    );
    assertEquals(never, []);
  });
}

/** What is to be proved of the servers of mistakes alone. */
export interface TableProof extends Pick<Proof, "suite" | "mistakes" | "table" | "body"> {
  /** Whether each server must get its name, too. */
  readonly isNamed?: boolean;
  /** Checks that are left out: they take long, and show nothing of most mistakes. */
  readonly skip?: readonly string[];
  /** The mistakes that those show. */
  readonly whole?: readonly string[];
}

/** Proves the table, and that it is complete; the set that comes back holds the checks that have failed by then. */
export function proveTable(
  { suite, mistakes, table, body, isNamed = false, skip = [], whole = [] }: TableProof,
): ReadonlySet<string> {
  const servers = mistakes.flatMap((mistake) =>
    [...serversOf(mistake)].map(([name, server]) => ({ mistake, name, server }))
  );
  const failed = new Set<string>();
  for (const { mistake, name, server } of servers) {
    Deno.test(`${suite.name} finds ${name}`, async () => {
      const isWhole = whole.includes(mistake.id);
      const report = await gradeInMemory(suite, server, { body, skip: isWhole ? [] : skip });
      const row = table[name];
      if (!row) throw new Error(`${name} has no row`);
      assertRow(report.checks, row);
      if (isNamed) assertNamed(report, mistake, name);
      for (const { id, status } of report.checks) if (status === "fail") failed.add(shortOf(id));
    });
  }
  Deno.test(`${suite.name} has no row without a mistake`, () => {
    assertEquals(Object.keys(table).sort(), servers.map(({ name }) => name).sort());
  });
  return failed;
}

/** Holds what became of the checks against a row. */
export function assertRow(checks: readonly CheckReport[], { must, may = [] }: Row): void {
  const failed = checks.filter(isFailed);
  const wanted = picomatch([...must]);
  const tolerated = picomatch([...must, ...may]);
  const shorts = (some: readonly CheckReport[]) => some.map(({ id }) => shortOf(id));
  assert(checks.some(({ status }) => status === "fail"), "No check has failed");
  assertEquals(
    shorts(
      checks.filter((check) => wanted(shortOf(check.id)) && !isFailed(check) && !isGone(check)),
    ),
    [],
    "These must fail",
  );
  assertEquals(shorts(failed).filter((short) => !tolerated(short)), [], "These must not fail");
  assertEquals(
    checks.filter(({ status, reason }) => status === "error" || reason === "budget"),
    [],
  );
}

/** Compares a list of mistakes with the files of a folder. */
export async function assertOnDisk(mistakes: readonly Mistake[], folder: URL): Promise<void> {
  const files = await Array.fromAsync(Deno.readDir(folder), ({ name }) => name);
  const ids = files.filter((name) => name !== "mod.ts")
    .map((name) => name.replace(/\.ts$/, "").replaceAll("_", "-"));
  assertEquals(mistakes.map(({ id }) => id).toSorted(), ids.toSorted());
}

function isFailed({ status, reason }: CheckReport): boolean {
  return status === "fail" || reason === "needs";
}

function isGone({ reason }: CheckReport): boolean {
  return reason === "server-gone" || reason === "not-applicable";
}

/** `payload/nul-bytes` of `tcp-echo/payload/nul-bytes`. */
function shortOf(id: string): string {
  return `${id.split("/")[1]}/${nameOf(id)}`;
}
