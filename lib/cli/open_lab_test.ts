import { assertEquals, assertRejects } from "@std/assert";
import { MISTAKES, SUITES } from "../../mod.ts";
import { LAB_SUITES, labJsonSchema, labSchema } from "../lab/schema.ts";
import { STARTER } from "../lab/starter.ts";
import { parseLab } from "../lab/parse.ts";
import { fakeScreen } from "../testing/fake_screen.ts";
import { labFile } from "../testing/lab_files.ts";
import { openLab } from "./open_lab.ts";
import { UsageError } from "./usage_error.ts";
import { Ajv2020 } from "ajv/dist/2020.js";
import { parse } from "yaml";

const LABS = new URL("../../fixtures/labs/", import.meta.url);
const WORKED = ["echo-first", "echo-concurrent", "web-and-records"];
const HEAD = "title: A lab\nsuites: { tcp-echo: }\n";
const EXCHANGE = `${HEAD}exchanges:\n- id: hi\n  title: Says hi\n  why: It is polite\n  steps: `;

/** What a lab file says, and all that is said about it: line, column, what was found, what to write. */
const WRONG: Readonly<Record<string, readonly string[]>> = {
  "": [
    "1:1: Expected a lab to be a table of title, level, suites, target, build, launch, port, docroot, layout, tolerance-seconds, timeout-ms, budget-seconds, jobs, skip, checks, echo, http, exchanges, points or students, found null",
  ],
  "title: [": [
    "1:9: Flow sequence in block collection must be sufficiently indented and end with a ]",
  ],
  "suites: { tcp-echo: }": [
    "1:1: Expected title to be a text, found nothing; write for instance Lab 1: a TCP echo server",
  ],
  "title: A lab\nsuites: {}": [
    "2:1: Expected suites to name at least one; write for instance tcp-echo: { level: core }",
  ],
  "title: A lab\nsuites: [tcp-echo]": [
    '2:1: Expected suites to be a table of tcp-echo, udp-echo, tcp-time, udp-time, byte-order, http or process, found ["tcp-echo"]',
  ],
  "title: A lab\nsuites: { tcp-ecko: }": [
    '2:11: Unknown key "tcp-ecko" in suites; did you mean "tcp-echo"?',
  ],
  "title: A lab\nsuites:\n  tcp-echo: { levle: core }": [
    '3:15: Unknown key "levle" in a suite; did you mean "level"?',
  ],
  "title: A lab\nsuites:\n  tcp-echo: { level: croe }": [
    '3:15: Expected level to be core, standard or strict, found "croe"; did you mean "core"?',
  ],
  [`${HEAD}ponts: {}`]: ['3:1: Unknown key "ponts" in a lab; did you mean "points"?'],
  [`${HEAD}target: 7007`]: [
    "3:1: Expected target to be a text, found 7007; write for instance 127.0.0.1:7007",
  ],
  [`${HEAD}target: localhost`]: [
    '3:1: Expected target to be HOST:PORT, found "localhost"; write for instance 127.0.0.1:7007',
  ],
  [`${HEAD}timeout-ms: 5`]: [
    "3:1: Expected timeout-ms to be a whole number from 100 to 60000, found 5",
  ],
  [`${HEAD}budget-seconds: soon`]: [
    '3:1: Expected budget-seconds to be a whole number from 1 to 3600, found "soon"',
  ],
  [`${HEAD}docroot: www`]: [
    "3:1: Nothing goes by docroot here; add http to suites, or leave it out",
  ],
  [`${HEAD}tolerance-seconds: 2`]: [
    "3:1: Nothing goes by tolerance-seconds here; add tcp-time or udp-time to suites, or leave it out",
  ],
  [`${HEAD}skip: [tcp-echo/paylaod]`]: [
    '3:8: No check of this lab matches "tcp-echo/paylaod"; did you mean "tcp-echo/payload"?',
  ],
  [`${HEAD}skip: [tcp-echo/one-byte]`]: [
    '3:8: No check of this lab matches "tcp-echo/one-byte"; did you mean "tcp-echo/stream/one-byte"?',
  ],
  [`${HEAD}skip: [tcp-echo/reach]`]: [
    "3:8: Every other check needs tcp-echo/reach/answers: it can't be left out; waive its points",
  ],
  [`${HEAD}checks: [tcp-echo/stream/one-byte]`]: [
    "3:1: Every other check needs tcp-echo/reach/answers; add it to the list",
  ],
  [`${HEAD}skip: ["nothing/*"]`]: [
    '3:8: No check of this lab matches "nothing/*"; deno task list shows them all',
  ],
  [`${HEAD}echo: { reply: uper }`]: [
    '3:9: Expected reply to be same, upper, lower or reverse, found "uper"; did you mean "upper"?',
  ],
  [`${HEAD}echo: { reply: reverse }`]: [
    "3:9: Over TCP each line is turned round; write unit: line, too",
  ],
  [`${HEAD}echo: { prefix: "> ", unit: stream }`]: [
    "3:9: A stream has no replies to put a text before; write unit: line",
  ],
  [`${HEAD}echo: { unit: datagram }`]: [
    "3:9: TCP has no datagrams; write unit: line or unit: stream",
  ],
  [`${HEAD}echo: { max-datagram: 100 }`]: [
    "3:9: Only udp-echo has datagrams; add it to suites, or leave this out",
  ],
  [`${HEAD}echo: { unit: line }\nskip: [tcp-echo/stream/one-byte]`]: [
    `4:8: This lab's own rules leave "tcp-echo/stream/one-byte" out; take the line out, too`,
  ],
  "title: A lab\nsuites: { http: }\nhttp: { not-found-status: 200 }": [
    "3:9: Expected not-found-status to be a whole number from 400 to 499, found 200",
  ],
  "title: A lab\nsuites: { http: }\nhttp: { protected: [{ path: staff, user: a, password: b }] }": [
    '3:23: Expected path to begin with a slash, found "staff"; write /staff',
  ],
  "title: A lab\nsuites: { http: }\ndocroot: nowhere": [
    '3:1: There is no folder "nowhere" beside the lab file',
  ],
  "title: A lab\nsuites: { byte-order: }\nlayout: { fields: [{ name: n, type: uint16 }] }": [
    '3:31: Field "n": Unknown type "uint16"; write u16',
  ],
  [`${EXCHANGE}[connect, send: hi]`]: [
    "7:3: Every server would pass: nothing is expected; add expect or expect-close",
  ],
  [`${EXCHANGE}[send: hi, expect: hi]`]: ["7:11: Nothing is connected yet; begin with connect"],
  [`${EXCHANGE}[connect, connect, expect: hi]`]: [
    "7:20: Two connections need names; write connect: alice and connect: bob",
  ],
  [`${EXCHANGE}[connect: a, connect: b, expect: hi]`]: ["7:35: Which connection? write on: a or b"],
  [`${EXCHANGE}[connect: a, { expect: hi, on: c }]`]: [
    '7:23: There is no connection "c" yet; write a',
  ],
  [`${EXCHANGE}[connect, expcet: hi]`]: [
    '7:20: Unknown key "expcet" in a step; did you mean "expect"?',
  ],
  [`${EXCHANGE}[connect, expect: '\\q']`]: [
    '7:20: Expected expect to be bytes as text with \\r, \\n, \\t, \\0, \\\\ and \\xNN, found "\\\\q"',
  ],
  [`${EXCHANGE}[connect, expect: { pattern: '.*' }]`]: [
    '7:30: ".*" matches no bytes at all, too: silence would pass; write what must come',
  ],
  [`${EXCHANGE}[connect, expect: { pattern: '(' }]`]: [
    "7:30: \"(\" is no regular expression; write for instance '^OK [0-9]+'",
  ],
  [`${HEAD}points: { total: { tcp-echo: 10.005 } }`]: [
    "3:20: Expected the total to be 0 to 10000 points with at most two decimals, found 10.005",
  ],
  [`${HEAD}points: { total: { tcp-echo: 10.5 }, rounding: 1 }`]: [
    "3:20: 10.5 points can't be shared out in steps of 1; change either",
  ],
  [`${HEAD}points: { total: { tcp-echo: 10, tcp-echo/stream: 5 } }`]: [
    '3:34: Its checks are shared out in "tcp-echo" already; write points.each',
  ],
  [`${HEAD}points: { total: { tcp-echo/concurrency: 5 } }`]: [
    "3:20: No check of it counts at this level; raise the level, or leave it out",
  ],
  [`${HEAD}points: { required: [{ check: tcp-echo/concurrency, cap: 5 }] }`]: [
    `3:24: "tcp-echo/concurrency" doesn't count at this level: it can't be required`,
  ],
  [`${HEAD}points: { rounding: 0.3 }`]: [
    "3:11: Expected rounding to be 0.01, 0.1, 0.25, 0.5, 1 (points), found 0.3",
  ],
  [`${HEAD}points: { waive: { tcp-echo/stream/one-byte: } }`]: [
    "3:20: Expected the reason to be a text, found null; write for instance The lab's network blocks this",
  ],
  [`${HEAD}students: { default: hiden }`]: [
    '3:13: Expected students.default to be visible, name-only or hidden, found "hiden"; did you mean "hidden"?',
  ],
  [`${HEAD}students: { checks: { tcp-echo/strem: hidden } }`]: [
    '3:23: No check of this lab matches "tcp-echo/strem"; did you mean "tcp-echo/stream"?',
  ],
  "title: A lab\ntitel: B\nsuites: { tcp-echo: { levl: core } }\njobs: 0": [
    '2:1: Unknown key "titel" in a lab; did you mean "title"?',
    '3:23: Unknown key "levl" in a suite; did you mean "level"?',
    "4:1: Expected jobs to be a whole number from 1 to 64, found 0",
  ],
};

Deno.test("openLab() says of each bad lab where it is wrong, what was found, and what to write", async () => {
  const said: Record<string, readonly string[]> = {};
  for (const text of Object.keys(WRONG)) {
    await using file = await labFile(text);
    const options = { screen: fakeScreen({ folder: file.folder }), suites: SUITES };
    const error = await assertRejects(() => openLab("lab.yaml", options), UsageError, "", text);
    said[text] = error.message.split("\n").map((line: string) => line.replace("lab.yaml:", ""));
  }
  assertEquals(said, WRONG);
});

for (const name of WORKED) {
  Deno.test(`openLab() takes fixtures/labs/${name}.yaml, and so does the JSON Schema`, async () => {
    const options = { screen: fakeScreen(), suites: SUITES };
    const { lab, plan } = await openLab(new URL(`${name}.yaml`, LABS).pathname, options);
    const total = Object.values(lab.points!.total).reduce((sum, points) => sum + points, 0);
    const counted = [...plan.values()].filter(({ role }) => role === "counts");
    assertEquals(counted.reduce((sum, { hundredths }) => sum + hundredths, 0), total * 100);
    assertFits(await Deno.readTextFile(new URL(`${name}.yaml`, LABS)));
  });
}

Deno.test("the lab that init writes is right, and so is what it has behind #", async () => {
  assertFits(STARTER);
  const live = STARTER.replaceAll(/^( *)# (?=(?: {2})?[a-z/-]+:)/gm, "$1")
    .replaceAll(/^( {2})?(docroot|http|index|not-found-status):.*\n/gm, ""); // for another suite
  for (const text of [STARTER, live]) {
    await using file = await labFile(text);
    const options = { screen: fakeScreen({ folder: file.folder }), suites: SUITES };
    assertEquals((await openLab("lab.yaml", options)).lab.title, "Lab 1: an echo server");
  }
});

Deno.test("a lab can grade by every suite that there is", () => {
  assertEquals([...LAB_SUITES].toSorted(), Object.keys(SUITES).toSorted());
  assertEquals(Object.keys(MISTAKES).filter((name) => !(name in SUITES)), []);
});

Deno.test("a lab may be JSON", () => {
  const { lab } = parseLab('{"title": "A lab", "suites": {"tcp-echo": {"level": "strict"}}}');
  assertEquals(lab?.suites["tcp-echo"]?.level, "strict");
});

Deno.test("a lab fills in what it leaves out", () => {
  const { level, jobs, ...lab } = labSchema.parse({ title: "A lab", suites: { http: null } });
  assertEquals([level, jobs, lab["timeout-ms"], lab["budget-seconds"]], ["core", 8, 2000, 45]);
});

function assertFits(text: string): void {
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(labJsonSchema());
  assertEquals(validate(parse(text)), true, JSON.stringify(validate.errors));
}
