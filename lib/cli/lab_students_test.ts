import { assert, assertEquals, assertNotEquals } from "@std/assert";
import { serveStreams, writeAll } from "../../reference/stream.ts";
import { latin1 } from "../bytes/text.ts";
import type { Report } from "../report.ts";
import { REPORT_FORMATS } from "../reporters/mod.ts";
import { gradeByCommand, labFile } from "../testing/lab_files.ts";
import { runCommand } from "../testing/process.ts";

/** What is hidden, and what must then not be found in any format. */
interface Row {
  readonly students: string;
  readonly hidden: RegExp;
  readonly nameOnly?: RegExp;
  readonly isWithheld?: boolean;
  readonly diagnoses: number;
}

/** The mistake shows in payload checks alone. */
const ROWS: readonly Row[] = [
  {
    students: "{ checks: { tcp-echo/payload: hidden } }",
    hidden: /^tcp-echo\/payload\//,
    diagnoses: 0,
  },
  {
    students: "{ checks: { tcp-echo/payload: hidden, tcp-echo/payload/nul-bytes: visible } }",
    hidden: /^tcp-echo\/payload\/(?!nul-bytes)/,
    diagnoses: 1,
  },
  {
    students: "{ default: name-only, checks: { tcp-echo/clients: hidden } }",
    hidden: /^tcp-echo\/clients\//,
    nameOnly: /./,
    diagnoses: 0,
  },
  {
    students: "{ expected-bytes: withheld, checks: { tcp-echo/stream: hidden } }",
    hidden: /^tcp-echo\/stream\//,
    isWithheld: true,
    diagnoses: 1,
  },
  { students: "{ default: hidden, hidden-points: left-out }", hidden: /./, diagnoses: 0 },
];

const SEED = "91827364";

/** An echo server that stops at the first 00. */
function cutAtNul() {
  return serveStreams(async (connection) => {
    const buffer = new Uint8Array(64 * 1024);
    for (let n = await connection.read(buffer); n !== null; n = await connection.read(buffer)) {
      const end = buffer.subarray(0, n).indexOf(0);
      await writeAll(connection, buffer.subarray(0, end < 0 ? n : end));
    }
  });
}

/** What an instructor sees of it, whatever a student may: the seed makes it the same each time. */
let wholeReport: ReturnType<typeof gradeByCommand> | undefined;

for (const { students, hidden, nameOnly, isWithheld = false, diagnoses } of ROWS) {
  Deno.test(`--audience student shows nothing hidden in any format: ${students}`, async () => {
    await using file = await labFile(
      `title: A lab\nsuites: { tcp-echo: }\npoints: { total: { tcp-echo: 100 } }\nstudents: ${students}\n`,
    );
    const server = cutAtNul();
    const where = `127.0.0.1:${server.port}`;
    const args = ["--lab", file.path, "--seed", SEED];
    const formats = Object.keys(REPORT_FORMATS);
    const whole = await (wholeReport ??= gradeByCommand(...args, where));
    const reports = formats.map((format) => ["--report", `${format}=${file.folder}/${format}`]);
    await runCommand("grade", ...args, "--audience", "student", "-v", ...reports.flat(), where);
    await server.close();
    const secrets = secretsOf(whole.report, { hidden, nameOnly, isWithheld });
    const found = secrets.filter(({ text }) => whole.out.includes(text));
    assert(found.length > 10, "the instructor's report has what is looked for");
    for (const format of formats) {
      const text = await Deno.readTextFile(`${file.folder}/${format}`);
      const found = secrets.filter(({ text: secret }) => text.includes(secret));
      assertEquals(found, [], format);
    }
    const shown: Report = JSON.parse(await Deno.readTextFile(`${file.folder}/json`));
    assertEquals([shown.audience, shown.seed], ["student", null]);
    assertEquals(shown.diagnoses.length, diagnoses);
    assertEquals(whole.report.diagnoses.length, 1);
    const left = whole.report.checks.filter(({ id }) => !hidden.test(id)).map(({ id }) => id);
    assertEquals(shown.checks.map(({ id }) => id), left);
  });
}

Deno.test("hidden points are counted, or left out, as the lab says", async () => {
  const server = cutAtNul();
  const scores: Report["score"][] = [];
  const verdicts: Report["verdict"][] = [];
  for (const wish of ["counted", "left-out"]) {
    await using file = await labFile(
      "title: A lab\nsuites: { tcp-echo: }\npoints: { total: { tcp-echo: 100 } }\n" +
        `students: { hidden-points: ${wish}, checks: { "tcp-echo/{payload,closing}": hidden } }\n`,
    );
    const args = ["--lab", file.path, "--audience", "student", `127.0.0.1:${server.port}`];
    const { report, code } = await gradeByCommand(...args);
    scores.push(report.score);
    verdicts.push(report.verdict);
    assertEquals(code, 1, "the exit status is the instructor's");
  }
  await server.close();
  assertEquals(scores[0]!.possible, 100);
  assertNotEquals(scores[0]!.earned, 100);
  assertEquals(scores[1]!.earned, scores[1]!.possible);
  assert(scores[1]!.possible < 100);
  assertEquals(verdicts, ["fail", "pass"]);
});

interface Secret {
  readonly what: string;
  readonly text: string;
}

/** All that a student must not find: seed, ids and titles, and the bytes that went either way. */
function secretsOf(
  { checks }: Report,
  { hidden, nameOnly, isWithheld }: {
    readonly hidden: RegExp;
    readonly nameOnly: RegExp | undefined;
    readonly isWithheld: boolean;
  },
): readonly Secret[] {
  const unseen = checks.filter(({ id }) => hidden.test(id));
  const nameless = unseen.flatMap(({ id, title }) => [
    { what: "id", text: id },
    { what: "title", text: title },
  ]);
  const silent = checks.filter(({ id }) => hidden.test(id) || nameOnly?.test(id) || isWithheld);
  const bytes = silent.flatMap(({ id, transcript, difference }) => {
    const sent = transcript.filter(({ event }) => event === "send").map(({ data }) => data);
    const parts = [...sent, ...(difference ? [difference.expected] : [])];
    return parts.filter((data) => data.length >= 12).flatMap((data) => secretBytes(id, data));
  });
  return [{ what: "seed", text: SEED }, ...nameless, ...bytes].filter(({ text }) =>
    !isCommon(text)
  );
}

/** Bytes in the forms in which reports show them: base64, text, hexadecimal. */
function secretBytes(what: string, data: string): readonly Secret[] {
  const bytes = Uint8Array.fromBase64(data);
  const text = latin1(bytes.subarray(0, 10));
  const hex = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0"));
  return [
    { what, text: data },
    { what, text: data.slice(0, 12) },
    { what, text: hex.join(" ") },
    ...(/^[a-z ]{10}$/i.test(text) ? [{ what, text }] : []),
  ];
}

/** What stands in every report by nature: the words of `quit`, the first bytes of all 256. */
function isCommon(text: string): boolean {
  return /^(00 01 02|71 75 69 74|AAECAwQF)/.test(text);
}
