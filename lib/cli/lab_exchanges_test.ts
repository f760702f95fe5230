import { assertEquals, assertStringIncludes } from "@std/assert";
import { serveDatagrams } from "../../reference/datagram.ts";
import { serveStreams, writeAll } from "../../reference/stream.ts";
import { utf8 } from "../bytes/text.ts";
import type { CheckReport } from "../report.ts";
import { gradeByCommand, labFile } from "../testing/lab_files.ts";

const LAB = String.raw`
title: "A server that greets, and tells everybody"
suites: { tcp-echo: }
exchanges:
  - id: greets
    title: Greets by name
    why: "The client shows this line."
    steps:
      - connect
      - send: "NAME ada\r\n"
      - expect: "hello ada\r\n"
  - id: counts
    title: Says how many are there
    level: core
    why: "The client shows the number."
    needs: [tcp-echo/exchanges/greets]
    steps:
      - connect
      - send: 'COUNT\r\n'
      - expect: { pattern: '^[0-9]+ here\r\n' }
      - half-close
      - expect-close
  - id: tells-others
    group: rooms
    title: Tells bob what alice says
    why: "That is what a chat is for."
    steps:
      - connect: alice
      - connect: bob
      - { send: "SAY hi\xff\r\n", on: alice }
      - { expect: "hi\xff\r\n", on: bob }
points:
  total: { tcp-echo: 100 }
  each: { tcp-echo: 0, tcp-echo/exchanges: 1, tcp-echo/rooms: 2 }
`;

interface Habits {
  readonly hello: string;
  readonly count: string;
  readonly tells: "others" | "itself";
  readonly ends: boolean;
}

const RIGHT: Habits = { hello: "hello", count: "1 here", tells: "others", ends: true };

/** A small chat server that echoes whatever is no command. */
function chat(habits: Partial<Habits>) {
  const { hello, count, tells, ends } = { ...RIGHT, ...habits };
  const clients = new Set<Parameters<typeof writeAll>[0]>();
  const all = async (bytes: Uint8Array, but: unknown) => {
    for (const other of clients) if (other !== but) await writeAll(other, bytes).catch(() => {});
  };
  return serveStreams(async (connection) => {
    clients.add(connection);
    const buffer = new Uint8Array(64 * 1024);
    const decoder = new TextDecoder("latin1");
    for (let n = await connection.read(buffer); n !== null; n = await connection.read(buffer)) {
      const bytes = buffer.slice(0, n);
      const [, command = "", rest = ""] = /^(NAME|COUNT|SAY) ?(.*)\r\n$/s
        .exec(decoder.decode(bytes)) ?? [];
      if (command === "NAME") await writeAll(connection, utf8(`${hello} ${rest}\r\n`));
      else if (command === "COUNT") await writeAll(connection, utf8(`${count}\r\n`));
      else if (command === "SAY" && tells === "others") await all(bytes.slice(4), connection);
      else if (command === "SAY") await writeAll(connection, bytes.slice(4));
      else await writeAll(connection, bytes);
    }
    clients.delete(connection);
    if (!ends) await new Promise(() => {});
  });
}

/** What a server does otherwise, and what becomes of each exchange. */
const ROWS:
  readonly (readonly [habits: Partial<Habits>, outcomes: Readonly<Record<string, string>>])[] = [
    [{}, { greets: "pass", counts: "pass", "tells-others": "pass" }],
    [{ hello: "Hello" }, {
      greets: "Step 3 of 3: byte 0 of 11 came back as 48 instead of 68",
      counts: "Needs tcp-echo/exchanges/greets, which did not pass",
      "tells-others": "pass",
    }],
    [{ count: "one here" }, {
      greets: "pass",
      counts: "Step 3 of 5: what came doesn't match, and nothing more came within",
      "tells-others": "pass",
    }],
    [{ tells: "itself" }, {
      greets: "pass",
      counts: "pass",
      "tells-others": "Step 4 of 4 (bob): nothing came back, then silence for",
    }],
  ];

for (const [habits, outcomes] of ROWS) {
  const what = Object.entries(habits).map((pair) => pair.join(" ")).join(", ") || "a right server";
  Deno.test(`grade --lab grades an instructor's own exchanges: ${what}`, async () => {
    await using file = await labFile(LAB);
    const server = chat(habits);
    const { report } = await gradeByCommand("--lab", file.path, `127.0.0.1:${server.port}`);
    await server.close();
    const own = report.checks.filter(({ group }) => group === "exchanges" || group === "rooms");
    assertEquals(own.map(({ id }) => id.split("/")[2]), Object.keys(outcomes));
    own.forEach((check) => assertOutcome(check, outcomes[check.id.split("/")[2]!]!));
    assertEquals(report.diagnoses, [], "no known mistake is looked for in them");
    const earned = own.filter(({ status }) => status === "pass")
      .reduce((sum, { group }) => sum + (group === "rooms" ? 50 : 25), 0);
    assertEquals(report.score, { earned, possible: 100 });
  });
}

Deno.test("grade --lab tells a connection that stays open, after it has asked twice", async () => {
  await using file = await labFile(LAB);
  const server = chat({ ends: false });
  const only = ["--only", "tcp-echo/exchanges/counts", "--timeout", "300"];
  const { report } = await gradeByCommand("--lab", file.path, ...only, `127.0.0.1:${server.port}`);
  void server.close();
  const [check] = report.checks;
  assertStringIncludes(check!.message!, "Step 5 of 5: the connection stayed open for 300 ms");
  assertEquals(check!.attempts, 2, "a silence is confirmed before it counts");
  assertEquals(check!.transcript.filter(({ event }) => event === "send").length, 1);
});

Deno.test("grade --lab grades exchanges of datagrams", async () => {
  await using file = await labFile(String.raw`
title: A lab
suites: { udp-echo: }
exchanges:
  - id: doubles
    title: Doubles a number
    why: "The assignment asks for it."
    steps:
      - connect
      - send: "2*21"
      - expect: { pattern: '^42$' }
`);
  for (const [answer, status] of [["42", "pass"], ["43", "fail"]] as const) {
    const server = await serveDatagrams((payload) =>
      new TextDecoder().decode(payload) === "2*21" ? utf8(answer) : payload
    );
    const { report } = await gradeByCommand("--lab", file.path, `127.0.0.1:${server.port}`);
    await server.close();
    const own = report.checks.find(({ id }) => id === "udp-echo/exchanges/doubles");
    assertEquals(own?.status, status, own?.message ?? "");
  }
});

function assertOutcome({ status, message }: CheckReport, expected: string): void {
  if (expected === "pass") return void assertEquals([status, message], ["pass", null]);
  assertStringIncludes(message ?? status, expected);
}
