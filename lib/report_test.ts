import { Ajv2020 } from "ajv/dist/2020.js";
import { assert, assertEquals } from "@std/assert";
import { tcpEcho } from "../checks/tcp_echo/mod.ts";
import { reportJsonSchema, reportSchema } from "./report.ts";
import { gradeInMemory, streamServer, tcpEchoInMemory } from "./testing/in_memory.ts";
import type { MemoryServer } from "./wire/memory.ts";

const SERVERS: Readonly<Record<string, MemoryServer>> = {
  "a right server": tcpEchoInMemory,
  "a server that closes at once": streamServer(() => Promise.resolve()),
  "no server": {},
};

for (const [name, server] of Object.entries(SERVERS)) {
  Deno.test(`reportSchema and reportJsonSchema() hold for a report about ${name}`, async () => {
    const report = JSON.parse(JSON.stringify(await gradeInMemory(tcpEcho, server)));
    assertEquals(reportSchema.parse(report), report);
    const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(
      reportJsonSchema(),
    );
    assert(validate(report), JSON.stringify(validate.errors));
    delete report.score;
    assert(!validate(report) && !reportSchema.safeParse(report).success);
  });
}

Deno.test("a report names every field of the contract", async () => {
  const report = await gradeInMemory(tcpEcho, tcpEchoInMemory, { label: "Ada" });
  assertEquals(Object.keys(report).sort(), [
    "audience",
    "checks",
    "complete",
    "diagnoses",
    "durationMs",
    "grading",
    "lab",
    "label",
    "level",
    "options",
    "repeats",
    "schema",
    "score",
    "seed",
    "startedAt",
    "targets",
    "tool",
    "verdict",
  ]);
});
