import { assert, assertEquals, assertMatch } from "@std/assert";
import { reportSchema } from "../report.ts";
import {
  eachOf,
  handIn,
  launch,
  launchIn,
  leftBy,
  startLaunch,
  testLaunch,
  testSandbox,
  until,
  WAYS,
} from "../testing/launches.ts";
import { outcomeOf } from "../testing/process.ts";

/** A program that goes too far at once, and what is said of it. */
const TOO_MUCH: readonly (readonly [program: string, says: RegExp])[] = [
  ["forks_without_end", /^The program was ended after .*, because it had more than 256 processes/],
  ["eats_memory", /^The program was ended after .*, because it took more than 1 GiB of memory/],
  ["fills_disk", /^The program was ended after .*, because it wrote more than 512 MiB to the disk/],
];

for (const way of WAYS) {
  testLaunch(`limits hold (${way}), and nothing is left`, async () => {
    await eachOf(TOO_MUCH, async ([program, says]) => {
      await using submission = await handIn(program);
      const { code, report, tookMs } = await launchIn(way, submission, ["-s", "tcp-echo"]);
      assertMatch(report.checks[0]?.message ?? "", says, program);
      assertEquals([code, report.score.earned], [1, 0], program);
      assertEquals(leftBy(submission), [], program);
      assert(tookMs < 30_000, `${program} took ${tookMs} ms`);
    });
  });
}

/** Programs that are right enough, whatever else they do. */
const STUBBORN = ["floods_output", "ignores_sigterm", "leaves_children"];

for (const way of WAYS) {
  testLaunch(`stubborn programs are graded and ended (${way})`, async () => {
    await eachOf(STUBBORN, async (program) => {
      await using submission = await handIn(program);
      const args = ["-s", "tcp-echo", "--only", "tcp-echo/reach"];
      const { code, report, tookMs } = await launchIn(way, submission, args);
      assertEquals([code, report.checks[0]?.status], [0, "pass"], program);
      assertEquals(leftBy(submission), [], program);
      assert(tookMs < 30_000, `${program} took ${tookMs} ms`);
    });
  });

  testLaunch(`nothing is left after Ctrl-C (${way})`, async () => {
    await using submission = await handIn("leaves_children");
    const child = startLaunch(submission, ["-s", "tcp-echo"], way);
    await until(() => leftBy(submission).some((left) => left.includes("server")));
    child.kill("SIGINT");
    const { code, out } = await outcomeOf(child);
    assertEquals([code, reportSchema.parse(JSON.parse(out)).complete], [130, false]);
    assertEquals(leftBy(submission), []);
  });

  testLaunch(`nothing is left after the grader is killed (${way})`, async () => {
    await using submission = await handIn("leaves_children");
    const child = startLaunch(submission, ["-s", "tcp-echo"], way);
    await until(() => leftBy(submission).some((left) => left.includes("server")));
    child.kill("SIGKILL");
    await outcomeOf(child);
    await until(() => leftBy(submission).length === 0);
  });
}

/** Writes down what it can see and do, in its own folder. */
const SPY = `
exec >seen 2>&1
for file in ../answers.txt ../../other/server.c /etc/shadow; do cat $file && echo "read $file"; done
ls ..
env | cut -d= -f1 | sort | xargs
for file in /etc/mine /usr/mine; do touch $file && echo "wrote $file"; done
touch /tmp/mine && rm /tmp/mine && echo "wrote scratch"
ls /proc | grep -c '^[0-9]'
exit 3
`;

testSandbox(
  "a program in a sandbox sees its own folder, a scratch folder, and no secrets",
  async () => {
    await using submission = await handIn("right");
    const { folder } = submission;
    await Deno.writeTextFile(`${folder}/../answers.txt`, "the answers, which nobody may see");
    await Deno.writeTextFile(`${folder}/spy.sh`, SPY);
    const { code } = await launch(submission, "-s", "tcp-echo", "--launch", "sh spy.sh");
    const seen = (await Deno.readTextFile(`${folder}/seen`)).split("\n")
      .filter((line) => !/^(cat|touch): /.test(line));
    const processes = seen.at(-2);
    assertEquals([code, seen.slice(0, -2)], [1, [
      "submission",
      "HOME LANG PATH PWD TMPDIR",
      "wrote scratch",
    ]]);
    assert(Number(processes) < 8, `It saw ${processes} processes`);
    assertEquals(leftBy(submission), []);
  },
);
