import { assert, assertEquals, assertMatch } from "@std/assert";
import { eachOf, handIn, launch, leftBy, testLaunch } from "../testing/launches.ts";

/** A program that can't be graded, and what is said of it. */
interface Row {
  readonly program: string;
  readonly suite?: string;
  /** What the first check says. */
  readonly says: RegExp;
  /** The mistake that is named; none unless told otherwise. */
  readonly names?: string;
}

const UNREACHED: readonly Row[] = [
  {
    program: "does_not_compile",
    says: /^The build failed: cc .* exited with status 1 after [\s\S]*expected .;. before/,
  },
  {
    program: "exits_at_once",
    says:
      /^The program exited with status 1 after \d+ ms; it said: bind\(\) failed: Permission denied\. It had not listened on TCP port \d+ of 127\.0\.0\.1$/,
  },
  {
    program: "never_listens",
    says: /^The program runs, but it listened on no port within 5(\.\d)? s; it printed nothing$/,
  },
  {
    program: "daemonises",
    says: /exited with status 0 after .*neither returns from main\(\) nor goes into the background/,
  },
  { program: "no_htons", says: /and it listens on TCP 0\.0\.0\.0:\d+$/, names: "port-not-htons" },
  { program: "htonl_port", says: /and it listens on TCP 0\.0\.0\.0:\d+$/, names: "port-htonl" },
  {
    program: "fixed_port",
    says: /and it listens on TCP 0\.0\.0\.0:\d+$/,
    names: "port-argument-ignored",
  },
  {
    program: "other_address",
    says: /and it listens on TCP 127\.0\.0\.2:\d+$/,
    names: "wrong-address",
  },
  {
    program: "datagrams_instead",
    says: /and it listens on UDP 0\.0\.0\.0:\d+$/,
    names: "wrong-transport",
  },
  {
    program: "right",
    suite: "udp-echo",
    says: /told to listen on UDP port \d+ of 127\.0\.0\.1, and it listens on TCP/,
    names: "wrong-transport",
  },
  {
    program: "asks_for_port",
    says:
      /listened on no port within [\d.]+ s: it waits for a line on its standard input; it said: Port:/,
    names: "reads-input-first",
  },
  {
    program: "asks_before_accept",
    says: /^It was still not done after 3 s$/,
    names: "reads-input-first",
  },
];

testLaunch("a launch of a program that can't be reached earns nothing, and says why", async () => {
  await eachOf(UNREACHED, async ({ program, suite = "tcp-echo", says, names }) => {
    await using submission = await handIn(program);
    const { code, report, tookMs } = await launch(submission, "-s", suite);
    const [first, ...others] = report.checks;
    assertMatch(first?.message ?? "", says, program);
    const reasons = new Set(others.map(({ reason }) => reason));
    assertEquals(
      [code, report.verdict, report.score.earned, reasons.difference(new Set(["needs", "level"]))],
      [1, "fail", 0, new Set()],
      program,
    );
    assertEquals(report.diagnoses.map(({ mistake }) => mistake), names ? [names] : [], program);
    assertEquals(leftBy(submission), [], program);
    assert(tookMs < 20_000, `${program} took ${tookMs} ms`);
  });
});

testLaunch("a launch of a right program passes, and leaves nothing behind", async () => {
  await using submission = await handIn("right_fork");
  const { code, report } = await launch(submission, "-s", "tcp-echo", "--level", "standard");
  assertEquals(report.checks.filter(({ status }) => status === "fail"), []);
  assertEquals([code, report.verdict, report.targets[0]?.serving], [0, "pass", "concurrent"]);
  assertEquals(leftBy(submission), []);
});

testLaunch("a program whose port is fixed is launched with --port", async () => {
  await using submission = await handIn("fixed_port");
  const args = ["-s", "tcp-echo,process", "--port", String(submission.port)];
  const { code, report } = await launch(submission, ...args);
  assertEquals(report.checks.filter(({ status }) => status === "fail"), []);
  assertEquals([code, report.targets.map(({ port }) => port)], [0, [submission.port, 0]]);
  assertEquals(leftBy(submission), []);
});

/** Programs that go wrong at the third client, and what the checks that meet it say. */
const AT_THIRD_CLIENT: readonly (readonly [program: string, says: RegExp])[] = [
  [
    "crashes_on_third_client",
    /^During this check the program was ended by SIGSEGV after .* that isn't its own\); it said: client 3\n/,
  ],
  [
    "hangs_on_third_client",
    /^During this check the program stopped answering, though it was still running\n/,
  ],
];

testLaunch(
  "a program that is lost is started again a few times, and each check says how",
  async () => {
    await eachOf(AT_THIRD_CLIENT, async ([program, says]) => {
      await using submission = await handIn(program);
      const { code, report, tookMs } = await launch(
        submission,
        "-s",
        "tcp-echo",
        "--timeout",
        "500",
      );
      const lost = report.checks.filter(({ message }) => says.test(message ?? ""));
      const failed = report.checks.filter(({ status }) => status === "fail");
      assertEquals([code, lost.length, report.diagnoses], [1, 4, []], program);
      assertEquals(failed.filter((check) => !lost.includes(check)), [], program);
      assert(
        report.checks.some(({ reason, message }) =>
          reason === "server-gone" && message?.endsWith(", as 3 times before")
        ),
      );
      assertEquals(leftBy(submission), [], program);
      assert(tookMs < 45_000, `${program} took ${tookMs} ms`);
    });
  },
);

/**
 * Programs that clients end, the mistakes that are told apart because the grader sees how, and what the
 * kernel decides: whether a send() to a client that is gone raises SIGPIPE, or fails by ECONNRESET first.
 */
const ENDED: readonly (readonly [program: string, names: readonly string[], may?: string])[] = [
  ["../echo/tcp_textbook", ["die-with-error", "one-client-at-a-time"], "sigpipe-kills"],
  ["../echo/tcp_one_client", ["exits-after-client"]],
  ["../echo/tcp_fork_eintr", ["interrupted-accept"]],
];

testLaunch("how a program ended tells mistakes apart that look alike on the wire", async () => {
  await eachOf(ENDED, async ([program, names, may]) => {
    await using submission = await handIn(program);
    const { report } = await launch(submission, "-s", "tcp-echo", "--level", "standard");
    const named = report.diagnoses.map(({ mistake }) => mistake);
    assertEquals(named.filter((name) => name !== may), names, program);
    assertEquals(leftBy(submission), [], program);
  });
});
