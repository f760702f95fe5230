import { echo } from "../../reference/tcp_echo.ts";
import { echoDatagram } from "../../reference/udp_echo.ts";
import type { Suite } from "../check.ts";
import type { Report } from "../report.ts";
import { grade, type GradeOptions } from "../run/grade.ts";
import { type MemoryServer, memoryWire } from "../wire/memory.ts";
import type { Stream } from "../wire/wire.ts";

/** A server in memory that hands each connection to a function, all of them at once. */
export function streamServer(serve: (stream: Stream) => Promise<void>): MemoryServer {
  return {
    accept(stream) {
      serve(stream).catch(() => {}).finally(() => stream.close());
    },
  };
}

/** The reference TCP echo server, in memory. */
export const tcpEchoInMemory: MemoryServer = streamServer(echo);

/** The reference UDP echo server, in memory. */
export const udpEchoInMemory: MemoryServer = {
  datagram: ({ bytes, from }, reply) => reply(echoDatagram(bytes) ?? bytes, from),
};

/** Grades a server in memory: no sockets, no waiting. */
export function gradeInMemory(
  suite: Suite,
  server: MemoryServer,
  options: GradeOptions = {},
): Promise<Report> {
  const target = { suite, host: "127.0.0.1", port: 7 };
  return grade([target], { seed: 1, level: "strict", wire: memoryWire(server), ...options });
}

/** The ids of the checks with a status, in the report's order. */
export function idsWith(report: Report, status: Report["checks"][0]["status"]): readonly string[] {
  return report.checks.filter((check) => check.status === status).map(({ id }) => id);
}
