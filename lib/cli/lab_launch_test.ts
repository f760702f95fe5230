import { assert, assertEquals, assertMatch } from "@std/assert";
import { DOCROOT } from "../../mod.ts";
import {
  handIn,
  launch,
  launchIn,
  leftBy,
  type Submission,
  testLaunch,
  testSandbox,
} from "../testing/launches.ts";
import { runCommand } from "../testing/process.ts";

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

testLaunch(
  "grade --lab has a web server serve a copy with a file that nobody has seen",
  async () => {
    await using submission = await handIn("../http/right_threads");
    const build = "cc -w -O1 -pthread -o server server.c";
    await copyOf(DOCROOT, `${submission.folder}/recorded`);
    const rows = [["./server {port} {docroot}", []], [
      "sh -c './server $1 recorded' sh {port} {docroot}",
      ["http/reach/serves-docroot"],
    ]] as const;
    for (const [command, fails] of rows) {
      await withLab(submission, `build: ${build}\nlaunch: ${command}\nsuites: { http: }`);
      const { report } = await launch(submission, "--lab", "lab.yaml");
      const failed = report.checks.filter(({ status }) => status === "fail").map(({ id }) => id);
      assertEquals(failed, fails, command);
      assertEquals(leftBy(submission), [], command);
    }
  },
);

Deno.test("grade --lab says that process needs a launch, not an address", async () => {
  const lab = await Deno.makeTempFile({ suffix: ".yaml" });
  await Deno.writeTextFile(lab, "title: A lab\nsuites: { process: }\n");
  const { code, err } = await runCommand("grade", "--lab", lab);
  assertEquals(code, 2);
  assertMatch(err, /names no launch command for process; write launch: \.\/server \{port\} in it/);
  await Deno.remove(lab);
});

testSandbox("a program can't read the lab file that it is graded by", async () => {
  await using submission = await handIn("right");
  await withLab(
    submission,
    `build: cp lab.yaml stolen.txt\nlaunch: ./server {port}\nsuites: { tcp-echo: }`,
  );
  await launch(submission, "--lab", "lab.yaml");
  const stolen = await Deno.readTextFile(`${submission.folder}/stolen.txt`).catch(() => "");
  assert(!stolen.includes("A lab"), stolen);
});

testLaunch("nor does its copy of the folder hold the lab file, as a second user", async () => {
  if (Deno.uid() !== 0) return; // only root can make a program another user's
  await using submission = await handIn("right");
  await withLab(submission, `build: cat lab.yaml\nlaunch: ./server {port}\nsuites: { tcp-echo: }`);
  const { report } = await launchIn("user", submission, ["--lab", "lab.yaml"]);
  assertMatch(report.checks[0]?.message ?? "", /^The build failed: cat .*No such file/s);
});

async function copyOf(folder: string, copy: string): Promise<void> {
  await new Deno.Command("cp", { args: ["-r", folder, copy] }).output();
}
