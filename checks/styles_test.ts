import { assertEquals } from "@std/assert";
import { tcpEcho } from "./tcp_echo/mod.ts";
import { countsAt, type Level } from "../lib/check.ts";
import { Gate } from "../lib/run/gate.ts";
import { gradeInMemory } from "../lib/testing/in_memory.ts";
import { type MemoryServer, memoryWire } from "../lib/wire/memory.ts";
import { sleep } from "../lib/wire/clock.ts";
import type { Stream, Wire } from "../lib/wire/wire.ts";

/** How a right echo server may be built. */
interface Style {
  readonly bufferBytes?: number;
  /** How many clients are served at once; the others wait in line. */
  readonly workers?: number;
  /** A pause before each reply, in milliseconds. */
  readonly delayMs?: number;
}

function serverOf(style: Style, wire: () => Wire): MemoryServer {
  const { bufferBytes = 1024, workers = Infinity, delayMs = 0 } = style;
  const line = new Gate(workers);
  const serve = async (stream: Stream) => {
    const buffer = new Uint8Array(bufferBytes);
    for (let n = await stream.read(buffer); n !== null; n = await stream.read(buffer)) {
      if (delayMs > 0) await sleep(wire().clock, delayMs);
      for (let sent = 0; sent < n;) sent += await stream.write(buffer.subarray(sent, n));
    }
  };
  const accept = async (stream: Stream) => {
    const leave = await line.enter();
    await serve(stream).catch(() => {});
    stream.close();
    leave();
  };
  return { accept: (stream) => void accept(stream) };
}

const STYLES: readonly (readonly [name: string, style: Style, level: Level])[] = [
  ["takes one client at a time", { workers: 1, bufferBytes: 32 }, "core"],
  ["has a pool of 16 workers", { workers: 16 }, "strict"],
  ["has a pool of 5 workers", { workers: 5 }, "strict"],
  ["has a buffer of two bytes", { bufferBytes: 2 }, "core"],
  ["has a buffer of 1 MiB", { bufferBytes: 1024 * 1024 }, "strict"],
  ["takes 50 ms for each reply", { delayMs: 50 }, "strict"],
  ["takes 50 ms, with a buffer of 32 bytes", { delayMs: 50, bufferBytes: 32 }, "strict"],
  ["takes 700 ms for each reply", { delayMs: 700 }, "core"],
  ["takes one client at a time, and 50 ms", { workers: 1, delayMs: 50, bufferBytes: 32 }, "core"],
];

/** In memory the time is virtual but each read isn't: megabytes in small pieces are left to the servers in C. */
const VOLUME = ["**/*-mib", "**/{late-reader,slow-reader,side-by-side}"];

for (const [name, style, level] of STYLES) {
  Deno.test(`tcp-echo passes a right server that ${name}`, async () => {
    let wire: Wire | null = null;
    wire = memoryWire(serverOf(style, () => wire!));
    const skip = (style.bufferBytes ?? 1024) < 100 ? VOLUME : [];
    const report = await gradeInMemory(tcpEcho, {}, { level, wire, skip });
    const failed = report.checks.filter(({ status, reason, level: checkLevel }) =>
      !["pass", "warn"].includes(status) && reason !== "not-applicable" && reason !== "level" &&
      countsAt(checkLevel, level)
    );
    assertEquals(failed.map(({ id, message }) => `${id}: ${message}`), []);
    assertEquals(report.verdict, "pass");
  });
}
