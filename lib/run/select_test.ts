import { assertEquals } from "@std/assert";
import { tcpEcho } from "../../checks/tcp_echo/mod.ts";
import { idleGlobs, selectChecks } from "./select.ts";

const IDS = tcpEcho.checks.map(({ id }) => id);

const count = (part: string) => IDS.filter((id) => id.includes(part)).length;

const ROWS: readonly (readonly [only: string[], skip: string[], chosen: number])[] = [
  [[], [], IDS.length],
  [["tcp-echo/payload"], [], count("/payload/")],
  [["tcp-echo/payload/*"], [], count("/payload/")],
  [["*/closing/*"], [], count("/closing/")],
  [["**/nul-bytes"], [], 1],
  [["tcp-echo"], ["tcp-echo/payload"], IDS.length - count("/payload/")],
  [["tcp-echo/closing", "tcp-echo/clients"], [], count("/closing/") + count("/clients/")],
];

Deno.test("selectChecks() chooses by globs over ids", () => {
  for (const [only, skip, chosen] of ROWS) {
    assertEquals(
      selectChecks(tcpEcho.checks, { only, skip }).chosen.length,
      chosen,
      only.join(" "),
    );
  }
});

Deno.test("selectChecks() adds what the chosen checks need", () => {
  const { chosen, needed } = selectChecks(tcpEcho.checks, { only: ["**/interleaved"] });
  assertEquals(chosen.map(({ id }) => id), ["tcp-echo/concurrency/interleaved"]);
  assertEquals(needed.map(({ id }) => id), [
    "tcp-echo/reach/answers",
    "tcp-echo/concurrency/second-client",
  ]);
});

Deno.test("idleGlobs() names the globs that match nothing", () => {
  assertEquals(idleGlobs(["tcp-echo/payload", "no/such"], IDS), ["no/such"]);
});
