import { assert, assertEquals, assertMatch } from "@std/assert";
import { DOCROOT } from "../../mod.ts";
import { handIn, launch, leftBy, testLaunch } from "../testing/launches.ts";

const BUILD = ["--build", "cc -w -O1 -pthread -o server server.c"];

testLaunch(
  "a launched web server serves a copy of the document root, and leaks nothing",
  async () => {
    await using submission = await handIn("../http/right_threads");
    const args = [...BUILD, "--launch", "./server {port} {docroot}"];
    const { code, report } = await launch(submission, "-s", "http", ...args);
    assertEquals(report.checks.filter(({ status }) => status === "fail"), []);
    assertEquals([code, report.verdict], [0, "pass"]);
    const traversal = report.checks.filter(({ group }) => group === "security");
    assert(traversal.some(({ status }) => status === "pass"));
    assertEquals(leftBy(submission), []);
  },
);

testLaunch(
  "a launched web server that serves what it brings along earns nothing for it",
  async () => {
    await using submission = await handIn("../http/right_threads");
    const own = [
      ...BUILD,
      "--launch",
      `sh -c './server $1 ${await copyOf(submission.folder)}' sh {port} {docroot}`,
    ];
    const { code, report } = await launch(submission, "-s", "http", ...own);
    const failed = report.checks.filter(({ status }) => status === "fail");
    assertEquals([code, failed.map(({ id }) => id)], [1, ["http/reach/serves-docroot"]]);
    assertMatch(failed[0]?.message ?? "", /^No file of .* came back/);
    assertEquals(leftBy(submission), []);
  },
);

/** The same site, in the folder of the submission. */
async function copyOf(folder: string): Promise<string> {
  await new Deno.Command("cp", { args: ["-r", DOCROOT, `${folder}/site`] }).output();
  return "site";
}
