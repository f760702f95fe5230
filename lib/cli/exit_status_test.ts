import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { reportSchema } from "../report.ts";
import { freePort } from "../wire/free_port.ts";
import { outcomeOf, runCommand, startCommand } from "../testing/process.ts";
import { serveTcpEcho } from "../../reference/tcp_echo.ts";
import { serveStreams } from "../../reference/stream.ts";

const LABS = new URL("../../fixtures/labs/", import.meta.url).pathname;

/** What each wrong call must say, and that nothing is graded for it. */
const USAGE: readonly (readonly [args: string[], says: RegExp])[] = [
  [[], /Expected the server's address: deno task grade 127\.0\.0\.1:7007/],
  [["127.0.0.1"], /write the port, too, for instance 127\.0\.0\.1:7007/],
  [["7007"], /write the host, too, for instance 127\.0\.0\.1:7007/],
  [["http://127.0.0.1:80/"], /write it without http:\/\/, as 127\.0\.0\.1:80/],
  [["::1:7007"], /an IPv6 address in brackets, for instance \[::1\]:7007/],
  [["127.0.0.1:70000"], /"70000" in "127\.0\.0\.1:70000" is not a port/],
  [["127.0.0.1:0"], /is not a port: write a number from 1 to 65535/],
  [["-s", "tcp-ecko", "127.0.0.1:7"], /There is no suite "tcp-ecko", did you mean "tcp-echo"\?/],
  [["tcp_echo=127.0.0.1:7"], /There is no suite "tcp_echo", did you mean "tcp-echo"\?/],
  [["--levle", "core", "127.0.0.1:7"], /There is no option --levle, did you mean --level\?/],
  [["--level", "croe", "127.0.0.1:7"], /There is no level "croe", did you mean "core"\?/],
  [["--level"], /--level wants a value: --level core\|standard\|strict/],
  [["--report", "jsno", "127.0.0.1:7"], /There is no report "jsno", did you mean "json"\?/],
  [
    ["--report", "json", "--report", "pretty", "127.0.0.1:7"],
    /Only one report can go to standard output/,
  ],
  [["--report", "json=/no/such/folder/x", "127.0.0.1:7"], /The report can't be written to/],
  [["--seed", "x", "127.0.0.1:7"], /--seed wants a whole number from 0 to 4294967295, got "x"/],
  [["--only", "no/such", "-s", "tcp-echo", "127.0.0.1:7"], /No check matches "no\/such"/],
  [["--skip", "tcp-echo/paylaod", "127.0.0.1:7"], /did you mean "tcp-echo\/payload"\?/],
  [["--layout", "no-such.yaml", "127.0.0.1:7"], /The layout can't be read from "no-such\.yaml"/],
  [["--layout", LABS, "127.0.0.1:7"], /The layout can't be read from/],
  [
    ["--layout", `${LABS}layout-sum.yaml`, "-s", "tcp-echo", "127.0.0.1:7"],
    /--layout is for byte-order alone/,
  ],
  [["--launch", "./server {port}"], /--launch wants to know what to grade it as: -s NAME/],
  [
    ["-s", "tcp-echo", "--launch", "./s {port} && x"],
    /--launch: "&&" is for a shell, and none runs/,
  ],
  [["-s", "tcp-echo", "--launch", "./s 'x"], /--launch: The ' at character 5 is never closed/],
  [["-s", "tcp-echo", "--launch", "./s", "127.0.0.1:7"], /leave out "127\.0\.0\.1:7", or quote/],
  [["--build", "make", "127.0.0.1:7"], /--build is for a program that is started: add --launch/],
  [["-s", "http", "--docroot", "x", "--launch", "./s {docroot}"], /There is no folder "x"/],
  [["process=127.0.0.1:7"], /process starts the program itself: write --launch/],
  [["--sandbox", "x", "127.0.0.1:7"], /There is no sandbox "x"; there are auto, bwrap, none/],
  [["127.0.0.1:7", "127.0.0.1:8"], /Several servers need their suites/],
];

Deno.test("grade exits 2 for a wrong call, with one line that says what to write instead", async () => {
  for (const [args, says] of USAGE) {
    const { code, out, err } = await runCommand("grade", ...args);
    assertEquals([code, out], [2, ""], args.join(" "));
    assertMatch(err, says);
    assertEquals(err.trim().split("\n").length, 1, err);
  }
});

Deno.test("grade exits 0 where every check that counts passed", async () => {
  const server = serveTcpEcho();
  const { code, out } = await runCommand(
    "grade",
    "--report",
    "json",
    "--label",
    "Ada",
    "--seed",
    "7",
    `127.0.0.1:${server.port}`,
  );
  await server.close();
  const report = reportSchema.parse(JSON.parse(out));
  assertEquals([code, report.verdict, report.label, report.seed], [0, "pass", "Ada", 7]);
  assertEquals(report.targets[0]?.serving, "concurrent");
  assert(report.complete);
});

Deno.test("grade exits 1 where something that counts failed", async () => {
  const server = serveStreams((connection) => Promise.resolve(connection.close()));
  const { code, out } = await runCommand(
    "grade",
    "-s",
    "tcp-echo",
    "--report",
    "json",
    `127.0.0.1:${server.port}`,
  );
  await server.close();
  const report = reportSchema.parse(JSON.parse(out));
  assertEquals([code, report.verdict, report.score.earned], [1, "fail", 0]);
});

Deno.test("grade exits 1 where nothing listens, and says what to look at", async () => {
  const port = freePort();
  const bare = await runCommand("grade", "--report", "json", `127.0.0.1:${port}`);
  assertEquals([bare.code, JSON.parse(bare.out).checks], [1, []]);
  assertStringIncludes(bare.err, `Nothing listens on 127.0.0.1:${port}. Is your server running?`);
  const named = await runCommand("grade", "--report", "json", `udp-echo=127.0.0.1:${port}`);
  const report = reportSchema.parse(JSON.parse(named.out));
  assertEquals([named.code, report.checks[0]?.status, report.checks[1]?.reason], [
    1,
    "fail",
    "needs",
  ]);
});

Deno.test("grade exits 2 where the protocol can't be found out", async () => {
  const server = serveStreams(async (connection) =>
    void await connection.read(new Uint8Array(1)).then(() => new Promise(() => {}))
  );
  const child = startCommand(["grade", "--timeout", "300", `127.0.0.1:${server.port}`]);
  const { code, out, err } = await outcomeOf(child);
  assertEquals([code, out], [2, ""]);
  assertMatch(
    err,
    /but "[a-z]{8} hello\\n" got no answer within 300 ms\. If this is an echo server/,
  );
  void server.close();
});

Deno.test("grade exits 130 on Ctrl-C, with what there is so far", async () => {
  let clients = 0;
  const seen = Promise.withResolvers<void>();
  const server = serveStreams(async (connection) => {
    if (++clients === 3) seen.resolve();
    const buffer = new Uint8Array(64);
    for (let n = await connection.read(buffer); n !== null; n = await connection.read(buffer)) {
      await connection.write(buffer.subarray(0, n));
    }
  });
  const child = startCommand([
    "grade",
    "-s",
    "tcp-echo",
    "--level",
    "strict",
    "--report",
    "json",
    `127.0.0.1:${server.port}`,
  ]);
  await seen.promise;
  child.kill("SIGINT");
  const { code, out } = await outcomeOf(child);
  await server.close();
  const report = reportSchema.parse(JSON.parse(out));
  assertEquals([code, report.complete], [130, false]);
  assert(report.checks.some(({ reason }) => reason === "budget"));
});
