import { assertEquals } from "@std/assert";
import { grade, SUITES } from "../mod.ts";
import type { RunningServer } from "../reference/stream.ts";
import { serveTcpEcho } from "../reference/tcp_echo.ts";
import { serveUdpEcho } from "../reference/udp_echo.ts";
import {
  gradeInMemory,
  idsWith,
  tcpEchoInMemory,
  udpEchoInMemory,
} from "../lib/testing/in_memory.ts";
import type { MemoryServer } from "../lib/wire/memory.ts";

interface Row {
  readonly suite: string;
  readonly serve: (options: { hostname: string }) => RunningServer | Promise<RunningServer>;
  readonly inMemory: MemoryServer;
}

const ROWS: readonly Row[] = [
  { suite: "tcp-echo", serve: serveTcpEcho, inMemory: tcpEchoInMemory },
  { suite: "udp-echo", serve: serveUdpEcho, inMemory: udpEchoInMemory },
];

for (const { suite, serve, inMemory } of ROWS) {
  for (const hostname of ["127.0.0.1", "::1"]) {
    Deno.test(`the reference server passes every check of ${suite} over ${hostname}`, async () => {
      const server = await serve({ hostname });
      const target = { suite, host: hostname, port: server.port };
      const report = await grade([target], { level: "strict", seed: 11 });
      await server.close();
      const others = report.checks.filter(({ status }) => status !== "pass");
      assertEquals(others.map(({ id, message }) => `${id}: ${message}`), []);
      assertEquals([report.verdict, report.complete], ["pass", true]);
    });
  }

  Deno.test(`the reference server passes every check of ${suite} in memory`, async () => {
    const report = await gradeInMemory(await SUITES[suite]!(), inMemory);
    const passed = idsWith(report, "pass").length;
    assertEquals(passed, report.checks.length, JSON.stringify(idsWith(report, "fail")));
  });
}
