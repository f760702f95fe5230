import { answerRecords } from "../../reference/byte_order.ts";
import { writeAll } from "../../reference/stream.ts";
import { echo } from "../../reference/tcp_echo.ts";
import { echoDatagram } from "../../reference/udp_echo.ts";
import { rfc868Time } from "../../reference/time.ts";
import type { Suite } from "../check.ts";
import type { Report } from "../report.ts";
import { grade, type GradeOptions } from "../run/grade.ts";
import { type MemoryServer, memoryWire } from "../wire/memory.ts";
import type { Stream, Wire } from "../wire/wire.ts";

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

/** The reference server of binary records, in memory. */
export const byteOrderInMemory: MemoryServer = streamServer(answerRecords);

/** A time server's part: what it sends at a time of day, in milliseconds since 1970. */
export type TimeBytes = (nowMs: number) => Uint8Array;

/** A time server in memory over TCP and UDP, by the clock of the network that it is in. */
export function timeWire(bytesAt: TimeBytes = rfc868Time): Wire {
  const wire: Wire = memoryWire({
    ...streamServer(async (stream) => {
      await writeAll(stream, bytesAt(wire.clock.date()));
    }),
    datagram: ({ from }, reply) => reply(bytesAt(wire.clock.date()), from),
  });
  return wire;
}

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
