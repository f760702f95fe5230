import { assertEquals, assertMatch } from "@std/assert";
import { utf8 } from "../bytes/text.ts";
import { type Check, check, type CheckContext, type Suite } from "../check.ts";
import type { LaunchedProgram, Launcher, ProgramEnd } from "../program.ts";
import { tcpEchoInMemory } from "../testing/in_memory.ts";
import { memoryWire } from "../wire/memory.ts";
import { grade } from "./grade.ts";

/** A program in memory, which a check can end. */
class FakeLauncher implements Launcher {
  readonly command = "./fake {port}";
  readonly hasFixedPort = false;
  readonly startMs = 5000;
  readonly state: LaunchedProgram["state"];
  starts = 0;
  end: ProgramEnd | null = null;

  constructor(state: LaunchedProgram["state"] = "listening") {
    this.state = state;
  }
  build() {
    return Promise.resolve(null);
  }
  start(): Promise<LaunchedProgram> {
    this.starts++;
    this.end = null;
    const endOf = () => this.end;
    return Promise.resolve({
      at: { host: "127.0.0.1", port: 20_000 + this.starts },
      state: this.state,
      tookMs: 5000,
      bound: [],
      get end() {
        return endOf();
      },
      output: "last words\n",
      readsInput: false,
      usage: () => ({ descriptors: 4, zombies: 0, processes: 1, cpuMs: 0, residentBytes: 0 }),
      signal() {},
      hasEnded: () => Promise.resolve(endOf() !== null),
      untilEnd: () => Promise.resolve(endOf()),
      [Symbol.asyncDispose]: () => Promise.resolve(),
    });
  }
  crash(): void {
    this.end = { status: null, signal: "SIGSEGV", afterMs: 20, limit: null };
  }
}

type Run = (context: CheckContext) => Promise<void>;

const ECHO: Run = async ({ dial, learn }) => {
  const peer = await dial();
  await peer.echo(utf8("hello"));
  learn({ latencyMs: 1 });
};

function make(id: string, run: Run, more: Partial<Check> = {}): Check {
  const words = { title: id, level: "core", must: "Work.", why: "It must.", sources: [] } as const;
  return check({ id: `test/${id}`, ...words, ...more, run });
}

async function gradeWith(launcher: FakeLauncher, checks: readonly Check[]) {
  const first = make("reach/answers", ECHO);
  const suite: Suite = {
    name: "test",
    title: "a test",
    transport: "tcp",
    checks: [first, ...checks],
    opening: [first.id, "test/concurrency/second-client"],
  };
  const wire = memoryWire({ ...tcpEchoInMemory, listening: () => launcher.end === null });
  const target = { suite, host: "127.0.0.1", port: 0, launch: launcher };
  return await grade([target], { wire, seed: 1, level: "strict" });
}

Deno.test("a crash fails the check that was running, and the rest goes on", async () => {
  const launcher = new FakeLauncher();
  const report = await gradeWith(launcher, [
    make("a/crashes", async (context) => {
      launcher.crash();
      await ECHO(context);
    }),
    make("b/works", ECHO),
  ]);
  assertEquals(report.checks.map(({ status }) => status), ["pass", "fail", "pass"]);
  assertMatch(
    report.checks[1]?.message ?? "",
    /^During this check the program was ended by SIGSEGV after 20 ms .*; it said: last words\nNothing listens/,
  );
  assertEquals([launcher.starts, report.targets[0]?.port], [2, 20_001]);
});

Deno.test("a program that crashes again and again is started three times more, and no more", async () => {
  const launcher = new FakeLauncher();
  const crashing = Array.from({ length: 6 }, (_, i) =>
    make(`a/crash-${i}`, async (context) => {
      launcher.crash();
      await ECHO(context);
    }));
  const report = await gradeWith(launcher, crashing);
  const seen = report.checks.map(({ status, reason }) => reason ?? status);
  assertEquals(seen, ["pass", "fail", "fail", "fail", "fail", "server-gone", "server-gone"]);
  assertEquals(launcher.starts, 4);
});

Deno.test("a crash that no check brings about alone costs nothing, and is told", async () => {
  const launcher = new FakeLauncher();
  let times = 0;
  const crashesOnce: Run = async (context) => {
    if (times++ === 0) launcher.crash();
    await ECHO(context);
  };
  const report = await gradeWith(launcher, [
    make("concurrency/second-client", ECHO),
    make("a/one", crashesOnce),
    make("a/two", ECHO),
  ]);
  assertEquals(report.verdict, "pass");
  const [told, ...others] = report.checks.filter(({ status }) => status === "warn");
  assertMatch(
    told?.message ?? "",
    /^During this check the program was ended .*Alone it was passed$/,
  );
  assertEquals(others, []);
});

Deno.test("a program that doesn't listen fails the first check, and all need it", async () => {
  const report = await gradeWith(new FakeLauncher("silent"), [make("a/works", ECHO)]);
  assertEquals(report.checks.map(({ status, reason }) => reason ?? status), ["fail", "needs"]);
  assertMatch(report.checks[0]?.message ?? "", /^The program runs, but it listened on no port/);
});
