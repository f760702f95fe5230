import { assert, assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { serveStreams, writeAll } from "../../reference/stream.ts";
import { serveTcpEcho } from "../../reference/tcp_echo.ts";
import { upperCase } from "../../checks/slips.ts";
import { SUITES } from "../../mod.ts";
import { countingIds, planOf } from "../lab/plan.ts";
import { labSuite } from "../lab/lab_suite.ts";
import { parseLab } from "../lab/parse.ts";
import { fakeScreen } from "../testing/fake_screen.ts";
import { gradeByCommand, labFile } from "../testing/lab_files.ts";
import { runCommand } from "../testing/process.ts";
import { execute } from "./main.ts";

const LAB = `# My lab, with remarks.
title: A lab # the first
suites:
  tcp-echo: { level: core } # and no more
points:
  total: { tcp-echo: 20 }
  bonus: { tcp-echo/concurrency/five-clients: 2, tcp-echo/survival/reset-at-once: 1 }
  mistake-cap: 5
  waive: { tcp-echo/stream/one-byte: The network joins bytes }
students: { checks: { tcp-echo/clients: hidden } }
`;

function upperEcho() {
  return serveStreams(async (connection) => {
    const buffer = new Uint8Array(64 * 1024);
    for (let n = await connection.read(buffer); n !== null; n = await connection.read(buffer)) {
      await writeAll(connection, upperCase(buffer.slice(0, n)));
    }
  });
}

Deno.test("check-lab prints which checks count, for how much, and how long a run may take", async () => {
  await using file = await labFile(LAB);
  const { code, out } = await runCommand("check-lab", file.path);
  assertEquals(code, 0);
  for (
    const line of [
      /^A lab\n.*lab\.yaml, SHA-256 [0-9a-f]{64}\n/,
      /\ntcp-echo, level core: 40 checks, 20 points\n/,
      /\n {5}0\.5 {2}stream\/one-byte +Answers a single byte {3}\(waived: The network joins bytes\)/,
      /\n {7}2 {2}concurrency\/five-clients .*\(bonus\)/,
      /\n {7}1 {2}survival\/reset-at-once .*\(bonus; not run at this level\)/,
      /next-client .*\(hidden\)/,
      /\n {2}19 more as advice, without points\n/,
      /\nIn all 20 points, and 3 points beyond as bonus\n/,
      /\nOne certain mistake costs at most 5 points\n/,
      /at most 45 s\n/,
    ]
  ) assertMatch(out, line);
});

Deno.test("check-lab exits 2 for a lab file that is wrong, with all that is wrong in it", async () => {
  await using file = await labFile("titel: A lab\nsuites: { tcp-echo: }\njobs: 0\n");
  const { code, out, err } = await runCommand("check-lab", file.path);
  assertEquals([code, out], [2, ""]);
  const said = err.replaceAll(file.path, "FILE").trim().split("\n");
  assertEquals(said, [
    "wiregrade: FILE:1:1: Expected title to be a text, found nothing; write for instance Lab 1: a TCP echo server",
    'FILE:1:1: Unknown key "titel" in a lab; did you mean "title"?',
    "FILE:3:1: Expected jobs to be a whole number from 1 to 64, found 0",
  ]);
});

Deno.test("check-lab --against says what a right solution passes", async () => {
  await using file = await labFile(LAB);
  const server = serveTcpEcho();
  const where = `127.0.0.1:${server.port}`;
  const { code, out } = await runCommand("check-lab", file.path, "--against", where);
  await server.close();
  assertStringIncludes(out, `Against ${where}: passes all that counts, 22 of 20 points`);
  assertEquals(code, 0);
});

Deno.test("check-lab --against says what to change in the file for what a solution fails", async () => {
  await using file = await labFile(LAB);
  const server = upperEcho();
  const where = `127.0.0.1:${server.port}`;
  const { code, out } = await runCommand("check-lab", file.path, "--against", where);
  await server.close();
  assertEquals(code, 1);
  assertMatch(out, /Against .*: fails \d+ of 40 checks that count, \d+(\.\d+)? of 20 points/);
  assertMatch(
    out,
    /tcp-echo\/payload\/short-line: Byte 1 of .* came back as .*\n {4}if that is intended: echo: \{ reply: upper \}/,
  );
});

Deno.test("check-lab --freeze writes the ids that count, and keeps the comments", async () => {
  await using file = await labFile(LAB);
  const before = await runCommand("check-lab", file.path);
  const { code, out } = await runCommand("check-lab", file.path, "--freeze");
  assertEquals(code, 0, out);
  const text = await Deno.readTextFile(file.path);
  for (const remark of ["# My lab, with remarks.", "# the first", "# and no more"]) {
    assertStringIncludes(text, remark);
  }
  const { lab } = parseLab(text);
  const plan = planOf(parseLab(LAB).lab!, (await SUITES["tcp-echo"]!()).checks);
  assertEquals(lab!.checks, [...countingIds(plan)]);
  const after = await runCommand("check-lab", file.path);
  const pointsOf = (text: string) => text.match(/^ +[\d.]+ {2}\S+\/\S+/gm);
  assertEquals(pointsOf(after.out), pointsOf(before.out));
  assertMatch((await runCommand("check-lab", file.path, "--freeze")).err, /frozen already/);
});

Deno.test("a frozen lab counts the same checks, whatever a later grader has", async () => {
  const suite = await SUITES["tcp-echo"]!();
  const frozen = [
    "tcp-echo/reach/answers",
    "tcp-echo/stream/one-byte",
    "tcp-echo/stream/idle-connection",
  ];
  const { lab } = parseLab(`title: A lab\nsuites: { tcp-echo: }\nchecks: [${frozen.join(", ")}]`);
  const { checks } = labSuite(suite, lab!);
  assertEquals(countingIds(planOf(lab!, checks)), frozen);
  assertEquals(checks.filter(({ level }) => level === "core").map(({ id }) => id), frozen);
});

Deno.test("init writes a lab file, and never over one", async () => {
  await using file = await labFile("");
  const screen = fakeScreen({ folder: file.folder });
  assertEquals(await execute(["init", "mine.yaml"], screen), 0);
  const text = await Deno.readTextFile(`${file.folder}/mine.yaml`);
  assertMatch(text, /^# A lab for Wiregrade/);
  assertEquals(await execute(["check-lab", "mine.yaml"], fakeScreen({ folder: file.folder })), 0);
  assertEquals(await execute(["init", "mine.yaml"], screen), 2);
  assertStringIncludes(screen.errors(), 'There is a file "mine.yaml" already');
  assertEquals(await Deno.readTextFile(`${file.folder}/mine.yaml`), text);
});

Deno.test("schema prints the form of a lab file", async () => {
  const screen = fakeScreen();
  assertEquals(await execute(["schema"], screen), 0);
  const { properties, additionalProperties } = JSON.parse(screen.output());
  assertEquals(additionalProperties, false);
  assert(
    "exchanges" in properties && "students" in properties &&
      "mistake-cap" in properties.points.properties,
  );
});

Deno.test("grade --repeat counts how often each check failed", async () => {
  const server = upperEcho();
  const only = "tcp-echo/payload/{short-line,line-ends,nul-bytes}";
  const args = ["-s", "tcp-echo", "--only", only, "--repeat", "3", `127.0.0.1:${server.port}`];
  const { report, code } = await gradeByCommand(...args);
  const pretty = await runCommand("grade", ...args);
  await server.close();
  assertEquals(report.repeats?.map(({ runs, failed }) => `${failed} of ${runs}`), [
    "3 of 3",
    "3 of 3",
    "3 of 3",
  ]);
  assertEquals(code, 1);
  assertMatch(pretty.out, /REPEAT tcp-echo\/payload\/short-line failed 3 of 3\n/);
});

Deno.test("grade --lab: the report holds the file's SHA-256, the label, and the options that matter", async () => {
  await using file = await labFile(LAB);
  const server = serveTcpEcho();
  const where = `127.0.0.1:${server.port}`;
  const args = ["--lab", file.path, "--label", "Ada", "--skip", "tcp-echo/clients", "--jobs", "3"];
  const { report, code } = await gradeByCommand(...args, where);
  const taken = await gradeByCommand("--lab", file.path, "--only", "tcp-echo/reach", where);
  await server.close();
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(LAB));
  assertEquals(report.lab, { title: "A lab", sha256: new Uint8Array(digest).toHex() });
  assertEquals(report.label, "Ada");
  assertEquals(report.options, {
    only: [],
    skip: ["tcp-echo/clients"],
    timeoutMs: 2000,
    jobs: 3,
    budgetMs: 45_000,
  });
  assertEquals([code, taken.code], [0, 0]);
});

/** Calls that a lab file can't be brought together with, and what they must say. */
const USAGE: readonly (readonly [args: readonly string[], says: RegExp])[] = [
  [[], /names neither a target nor a launch command for tcp-echo; give its address, deno task/],
  [["--level", "core", "127.0.0.1:7"], /The level is the lab's: write it in .*lab\.yaml/],
  [["--layout", "x", "127.0.0.1:7"], /The layout is the lab's/],
  [["udp-echo=127.0.0.1:7"], /lab\.yaml has no suite udp-echo; there are tcp-echo/],
  [
    ["--audience", "studnet", "127.0.0.1:7"],
    /There is no audience "studnet", did you mean "student"\?/,
  ],
  [["--repeat", "0", "127.0.0.1:7"], /--repeat wants a whole number from 1 to 1000, got "0"/],
];

Deno.test("grade --lab exits 2 where the command line and the lab file don't go together", async () => {
  await using file = await labFile(LAB);
  const rows: typeof USAGE = [
    ...USAGE.map(([args, says]) => [["--lab", file.path, ...args], says] as const),
    [["--lab", "no-such.yaml", "127.0.0.1:7"], /The lab file can't be read from "no-such\.yaml"/],
  ];
  for (const [args, says] of rows) {
    const screen = fakeScreen({ folder: file.folder });
    assertEquals(
      [await execute(["grade", ...args], screen), screen.output()],
      [2, ""],
      args.join(" "),
    );
    assertMatch(screen.errors(), says);
  }
});

Deno.test("grade --lab grades each suite at its own level, at the lab's own target", async () => {
  const server = serveTcpEcho();
  await using file = await labFile(
    `title: A lab\nlevel: strict\nsuites: { tcp-echo: { level: core } }\ntarget: 127.0.0.1:${server.port}\n`,
  );
  const { report } = await gradeByCommand("--lab", file.path);
  await server.close();
  assertEquals([report.targets[0]?.level, report.verdict], ["core", "pass"]);
  assertEquals(
    report.checks.filter(({ level, points }) => level !== "core" && points.possible > 0),
    [],
  );
});
