import { assertEquals } from "@std/assert";
import { eachOf, handIn, launch, leftBy, testLaunch } from "../../lib/testing/launches.ts";

/** A program, the checks that it fails at `strict`, and the mistakes that are named for them. */
interface Row {
  readonly fails: readonly string[];
  readonly names?: readonly string[];
  /** Checks that don't apply, or that need one of those that fail. */
  readonly skips?: readonly string[];
  /** Checks that it may fail as well, where the machine is slow. */
  readonly may?: readonly string[];
}

const NEEDS_ADDRESS = [
  "stays-alive",
  "no-busy-loop",
  "second-copy",
  "descriptors",
  "zombies",
  "memory",
  "missing-port",
  "bad-port",
  "sigterm",
  "sigint",
  "open-connection",
];
const NEEDS_PORT = ["given-address", ...NEEDS_ADDRESS];
const ALL = ["given-port", ...NEEDS_PORT];

const ROWS: Readonly<Record<string, Row>> = {
  right: { fails: [] },
  right_fork: { fails: [] },
  right_udp: { fails: [], skips: ["open-connection"] },
  does_not_compile: { fails: ["answers"], skips: ALL },
  exits_at_once: { fails: ["answers"], skips: ALL },
  asks_for_port: { fails: ["answers"], names: ["reads-input-first"], skips: ALL },
  no_htons: { fails: ["given-port"], names: ["port-not-htons"], skips: NEEDS_PORT },
  htonl_port: { fails: ["given-port"], names: ["port-htonl"], skips: NEEDS_PORT },
  fixed_port: { fails: ["given-port"], names: ["port-argument-ignored"], skips: NEEDS_PORT },
  other_address: { fails: ["given-address"], names: ["wrong-address"], skips: NEEDS_ADDRESS },
  goes_when_idle: { fails: ["stays-alive"], may: ALL },
  spins: { fails: ["no-busy-loop"] },
  two_copies: { fails: ["second-copy"] },
  silent_when_taken: { fails: ["second-copy"] },
  no_reuseaddr: { fails: ["open-connection"], names: ["no-reuse-address"] },
  leaks_descriptors: { fails: ["descriptors"], names: ["fd-leak"] },
  leaves_zombies: { fails: ["zombies"], names: ["children-not-reaped"] },
  leaks_memory: { fails: ["memory"] },
  ignores_sigterm: { fails: ["sigterm", "sigint"] },
  no_usage: { fails: ["missing-port", "bad-port"] },
};

testLaunch("each program fails the checks of what is wrong with it, and no others", async () => {
  await eachOf(
    Object.entries(ROWS),
    async ([program, { fails, names = [], skips = [], may = [] }]) => {
      await using submission = await handIn(program);
      const { code, report } = await launch(submission, "-s", "process", "--level", "strict");
      const idsWith = (status: string) =>
        report.checks.filter((check) => check.status === status).map(({ id }) => id.split("/")[2]);
      assertEquals(
        {
          code,
          fails: idsWith("fail").filter((id = "") => fails.includes(id) || !may.includes(id)),
          skips: idsWith("skip"),
          names: report.diagnoses.map(({ mistake }) => mistake),
          left: leftBy(submission),
        },
        { code: fails.length > 0 ? 1 : 0, fails, skips, names, left: [] },
        `${program}: ${
          report.checks.map(({ message }) => message).filter((one) => one).join("; ")
        }`,
      );
    },
  );
});

testLaunch("a right program passes without a sandbox, too", async () => {
  await using submission = await handIn("right_fork");
  const args = ["-s", "process", "--level", "strict", "--sandbox", "none"];
  const { code, report, err } = await launch(submission, ...args);
  assertEquals(report.checks.filter(({ status }) => status !== "pass"), []);
  assertEquals([code, err.includes("WARNING: no sandbox"), leftBy(submission)], [0, true, []]);
});
