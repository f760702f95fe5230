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

/** Takes what anybody puts. */
const PUTS = `
import http.server, os, sys
os.chdir(sys.argv[2])
class Server(http.server.SimpleHTTPRequestHandler):
    def do_PUT(self):
        with open("." + self.path, "wb") as file:
            file.write(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(201)
        self.send_header("Content-Length", "0")
        self.end_headers()
http.server.ThreadingHTTPServer(("", int(sys.argv[1])), Server).serve_forever()
`;

Deno.test({
  name: "a launched web server that takes files by PUT is told, and writes to the copy alone",
  ignore: !await hasPython() && Deno.env.get("CI") === undefined,
  async fn() {
    await using submission = await handIn("right");
    await Deno.writeTextFile(`${submission.folder}/server.py`, PUTS);
    const launched = ["--launch", "python3 server.py {port} {docroot}"];
    const args = ["-s", "http", "--level", "strict", "--only", "**/method-put-unsafe", ...launched];
    const { code, report } = await launch(submission, ...args);
    assertEquals([code, report.checks.map(({ status }) => status)], [1, ["fail"]]);
    assertMatch(report.checks[0]?.message ?? "", /^PUT for a new file was answered 201 Created/);
    assertEquals(leftBy(submission), []);
  },
});

async function hasPython(): Promise<boolean> {
  try {
    return (await new Deno.Command("python3", { args: ["--version"], stdout: "null" }).output())
      .success;
  } catch {
    return false;
  }
}

/** The same site, in the folder of the submission. */
async function copyOf(folder: string): Promise<string> {
  await new Deno.Command("cp", { args: ["-r", DOCROOT, `${folder}/site`] }).output();
  return "site";
}
