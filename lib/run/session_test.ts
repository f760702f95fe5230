import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { utf8 } from "../bytes/text.ts";
import { type Check, check, type CheckContext, type Suite } from "../check.ts";
import { gradeInMemory, idsWith, streamServer, tcpEchoInMemory } from "../testing/in_memory.ts";
import { Mismatch, NotApplicable, Tolerable } from "../wire/mismatch.ts";

type Run = (context: CheckContext) => Promise<void>;

const PASSES: Run = async ({ dial, learn }) => {
  const peer = await dial();
  await peer.echo(utf8("hello"));
  learn({ latencyMs: 1 });
};

function failing(evidence: "bytes" | "silence"): Run {
  return () =>
    Promise.reject(new Mismatch("Wrong", { evidence, expected: "right", observed: "wrong" }));
}

function make(id: string, run: Run, more: Partial<Check> = {}): Check {
  return check({
    id: `test/${id}`,
    title: id,
    level: "core",
    must: "Work.",
    why: "It must.",
    sources: [],
    ...more,
    run,
  });
}

function suiteOf(...checks: readonly Check[]): Suite {
  const first = make("reach/answers", PASSES);
  const all = [first, ...checks];
  return { name: "test", title: "a test", transport: "tcp", checks: all, opening: [first.id] };
}

Deno.test("Session counts wrong bytes at once, and silence only when it is met again", async () => {
  let flaky = 0;
  const suite = suiteOf(
    make("a/bytes", failing("bytes")),
    make("a/silence", failing("silence")),
    make(
      "a/flaky",
      () => flaky++ === 0 ? failing("silence")({} as CheckContext) : Promise.resolve(),
    ),
  );
  const report = await gradeInMemory(suite, tcpEchoInMemory);
  const seen = report.checks.map(({ id, status, attempts }) => `${id} ${status} ${attempts}`);
  assertEquals(seen, [
    "test/reach/answers pass 1",
    "test/a/bytes fail 1",
    "test/a/silence fail 2",
    "test/a/flaky pass 2",
  ]);
});

Deno.test("Session gives every attempt its own random bytes, and a seed the same ones", async () => {
  const drawn: string[] = [];
  const suite = suiteOf(make("a/draws", (context) => {
    drawn.push(context.random.letters(20));
    return failing("silence")(context);
  }));
  await gradeInMemory(suite, tcpEchoInMemory, { seed: 3 });
  await gradeInMemory(suite, tcpEchoInMemory, { seed: 3 });
  await gradeInMemory(suite, tcpEchoInMemory, { seed: 4 });
  const [first, second, again, , other] = drawn;
  assertEquals(again, first);
  assertEquals(new Set([first, second, other]).size, 3);
});

Deno.test("Session skips what needs a failed check, and says which", async () => {
  const suite = suiteOf(
    make("a/fails", failing("bytes")),
    make("a/needs", PASSES, { needs: ["test/a/fails"] }),
  );
  const report = await gradeInMemory(suite, tcpEchoInMemory);
  const blocked = report.checks[2];
  assertEquals([blocked?.status, blocked?.reason, blocked?.blockedBy], [
    "skip",
    "needs",
    "test/a/fails",
  ]);
  assertEquals(report.score, { earned: 3, possible: 9 });
  assertEquals(report.verdict, "fail");
});

Deno.test("Session runs hazards last and alone, and stops when the server is gone", async () => {
  const order: string[] = [];
  let alive = true;
  const server = {
    ...tcpEchoInMemory,
    listening: () => alive,
  };
  const noting = (name: string, run: Run): Run => (context) => {
    order.push(name);
    return run(context);
  };
  const suite = suiteOf(
    make("survival/kills", noting("kills", () => Promise.resolve(void (alive = false))), {
      provokes: "a kill",
    }),
    make("survival/later", noting("later", PASSES)),
    make("a/plain", noting("plain", PASSES)),
  );
  const report = await gradeInMemory(suite, server);
  assertEquals(order, ["plain", "kills"]);
  assertEquals(idsWith(report, "fail"), ["test/survival/kills"]);
  assertStringIncludes(
    report.checks[1]?.message ?? "",
    "The server stopped answering after a kill",
  );
  assertEquals(report.checks[2]?.reason, "server-gone");
});

Deno.test("Session notices a server that ends during an ordinary check", async () => {
  let alive = true;
  const server = { ...tcpEchoInMemory, listening: () => alive };
  const suite = suiteOf(
    make("a/ends", async ({ dial }) => {
      alive = false;
      await dial();
    }),
    make("b/after", PASSES, { alone: true }),
  );
  const report = await gradeInMemory(suite, server);
  assertEquals(report.checks.map(({ status }) => status), ["pass", "fail", "skip"]);
  assertEquals(report.checks[2]?.reason, "server-gone");
});

Deno.test("Session leaves out above the level what waits long or may end the server", async () => {
  const suite = suiteOf(
    make("a/strict", failing("bytes"), { level: "strict" }),
    make("a/waits", PASSES, { level: "strict", waitsMs: 2000 }),
    make("survival/hazard", PASSES, { level: "standard" }),
  );
  const report = await gradeInMemory(suite, tcpEchoInMemory, { level: "core" });
  const seen = report.checks.map(({ status, reason, points }) => [status, reason, points.possible]);
  assertEquals(seen, [
    ["pass", null, 3],
    ["warn", null, 0],
    ["skip", "level", 0],
    ["skip", "level", 0],
  ]);
  assertEquals(report.verdict, "pass");
});

Deno.test("Session tells tolerable, not applicable and our own faults apart", async () => {
  const details = { evidence: "bytes", expected: "x", observed: "y" } as const;
  const suite = suiteOf(
    make("a/tolerable", () => Promise.reject(new Tolerable("Hm", details))),
    make("a/not-applicable", () => Promise.reject(new NotApplicable("No such file"))),
    make("a/error", () => Promise.reject(new TypeError("A bug of ours"))),
  );
  const report = await gradeInMemory(suite, tcpEchoInMemory);
  const seen = report.checks.map(({ status, points }) => [status, points.earned, points.possible]);
  assertEquals(seen, [["pass", 3, 3], ["warn", 3, 3], ["skip", 0, 0], ["error", 0, 0]]);
  assertEquals(report.verdict, "error");
});

Deno.test("Session ends an interrupted run at once, with every check accounted for", async () => {
  const controller = new AbortController();
  const suite = suiteOf(
    make("a/long", async ({ pause }) => {
      controller.abort();
      await pause(60_000);
    }),
    make("b/never", PASSES, { alone: true }),
  );
  const report = await gradeInMemory(suite, tcpEchoInMemory, { signal: controller.signal });
  assertEquals(report.complete, false);
  assertEquals(report.checks.map(({ reason }) => reason), [null, "budget", "budget"]);
  assert(report.durationMs < 1000);
});

Deno.test("Session bounds a run against a server that only drips", async () => {
  const drip = streamServer(async (stream) => {
    for (;;) {
      await stream.write(utf8("x"));
      await new Promise(() => {});
    }
  });
  const report = await gradeInMemory(suiteOf(make("a/b", PASSES)), drip);
  assertEquals(report.checks.map(({ status }) => status), ["fail", "skip"]);
  assert(report.durationMs < 10_000, `${report.durationMs} ms`);
});
