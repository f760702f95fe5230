import { assertEquals } from "@std/assert";
import { grade, SUITES } from "../mod.ts";
import type { RunningServer } from "../reference/stream.ts";
import { serveTcpEcho } from "../reference/tcp_echo.ts";
import { serveUdpEcho } from "../reference/udp_echo.ts";
import {
  byteOrderInMemory,
  gradeInMemory,
  idsWith,
  tcpEchoInMemory,
  timeWire,
  udpEchoInMemory,
} from "../lib/testing/in_memory.ts";
import { memoryWire } from "../lib/wire/memory.ts";
import type { Wire } from "../lib/wire/wire.ts";

import { serveByteOrder } from "../reference/byte_order.ts";
import { serveTcpTime } from "../reference/tcp_time.ts";
import { serveUdpTime } from "../reference/udp_time.ts";

interface Row {
  readonly suite: string;
  readonly serve: (options: { hostname: string }) => RunningServer | Promise<RunningServer>;
  readonly inMemory: () => Wire;
}

const ROWS: readonly Row[] = [
  { suite: "tcp-echo", serve: serveTcpEcho, inMemory: () => memoryWire(tcpEchoInMemory) },
  { suite: "udp-echo", serve: serveUdpEcho, inMemory: () => memoryWire(udpEchoInMemory) },
  { suite: "tcp-time", serve: serveTcpTime, inMemory: timeWire },
  { suite: "udp-time", serve: serveUdpTime, inMemory: timeWire },
  { suite: "byte-order", serve: serveByteOrder, inMemory: () => memoryWire(byteOrderInMemory) },
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
    const report = await gradeInMemory(await SUITES[suite]!(), {}, { wire: inMemory() });
    const passed = idsWith(report, "pass").length;
    assertEquals(passed, report.checks.length, JSON.stringify(idsWith(report, "fail")));
  });
}
