import { assert, assertEquals, assertMatch } from "@std/assert";
import { handIn, launch, leftBy, type Submission, testLaunch } from "../testing/launches.ts";

const BUILD = "cc -w -O1 -o server server.c";

/** Writes a lab file into the folder of a submission, where `--lab lab.yaml` finds it. */
async function withLab(submission: Submission, lab: string): Promise<void> {
  await Deno.writeTextFile(`${submission.folder}/lab.yaml`, `title: A lab\n${lab}\n`);
}

testLaunch("grade --lab starts what the lab file says, for each suite anew", async () => {
  await using submission = await handIn("right");
  await withLab(
    submission,
    `build: ${BUILD}\nlaunch: ./server {port}\nsuites: { tcp-echo: , process: }`,
  );
  const { code, report } = await launch(submission, "--lab", "lab.yaml");
  assertEquals([code, report.verdict], [0, "pass"]);
  assertEquals(report.targets.map(({ suite }) => suite), ["tcp-echo", "process"]);
  assertEquals(leftBy(submission), []);
});

testLaunch("grade --lab says why the program of a lab file can't be built", async () => {
  await using submission = await handIn("does_not_compile");
  await withLab(
    submission,
    `suites: { tcp-echo: { build: ${BUILD}, launch: "./server {port}" } }`,
  );
  const { code, report } = await launch(submission, "--lab", "lab.yaml");
  assertEquals([code, report.verdict, report.score.earned], [1, "fail", 0]);
  assertMatch(report.checks[0]?.message ?? "", /^The build failed: cc /);
});

testLaunch("grade --lab lets --launch replace the command of the lab file", async () => {
  await using submission = await handIn("right");
  await withLab(submission, "launch: ./no-such-program {port}\nsuites: { tcp-echo: }");
  const asked = ["--build", BUILD, "--launch", "./server {port}"];
  const { code } = await launch(submission, "--lab", "lab.yaml", ...asked);
  assertEquals(code, 0);
});

testLaunch("a program can't read the lab file that it is graded by", async () => {
  await using submission = await handIn("right");
  await withLab(
    submission,
    `build: cp lab.yaml stolen.txt\nlaunch: ./server {port}\nsuites: { tcp-echo: }`,
  );
  await launch(submission, "--lab", "lab.yaml");
  const stolen = await Deno.readTextFile(`${submission.folder}/stolen.txt`).catch(() => "");
  assert(!stolen.includes("A lab"), stolen);
});
