import { assertEquals, assertMatch } from "@std/assert";
import { runCommand } from "../testing/process.ts";

Deno.test("deno task demo shows correct servers, then what a failure looks like", async () => {
  const { code, out, err } = await runCommand("demo");
  assertEquals([code, err], [0, ""]);
  assertMatch(out, /A correct server for tcp-echo:\n[^]*\nPASS +\d+ of \d+ checks/);
  assertMatch(out, /A correct server for udp-echo:\n[^]*\nPASS +\d+ of \d+ checks/);
  assertMatch(
    out,
    /with a mistake, strlen-on-received-bytes:\n[^]*strlen\(\) on received bytes +certain[^]*\nFAIL/,
  );
});
