import { assertEquals } from "@std/assert";
import { tcpEcho } from "../../checks/tcp_echo/mod.ts";
import { udpEcho } from "../../checks/udp_echo/mod.ts";
import { utf8 } from "../bytes/text.ts";
import { streamServer, tcpEchoInMemory, udpEchoInMemory } from "../testing/in_memory.ts";
import { type MemoryServer, memoryWire } from "../wire/memory.ts";
import type { Stream } from "../wire/wire.ts";
import { type Detection, detectSuite } from "./detect.ts";
import { grade } from "./grade.ts";

const TARGET = { host: "127.0.0.1", port: 7 };

function detect(server: MemoryServer): Promise<Detection> {
  return detectSuite([tcpEcho, udpEcho], TARGET, {
    wire: memoryWire(server),
    seed: 1,
    timeoutMs: 2000,
    signal: new AbortController().signal,
  });
}

function answering(change: (text: string) => string): MemoryServer {
  return streamServer(async (stream: Stream) => {
    const buffer = new Uint8Array(1000);
    const count = await stream.read(buffer) ?? 0;
    await stream.write(utf8(change(new TextDecoder().decode(buffer.subarray(0, count)))));
  });
}

const ROWS: readonly (readonly [name: string, server: MemoryServer, found: string])[] = [
  ["a TCP echo server", tcpEchoInMemory, "found tcp-echo"],
  ["one that shouts", answering((text) => text.toUpperCase()), "found tcp-echo"],
  ["one with a prefix", answering((text) => `Echo: ${text}`), "found tcp-echo"],
  ["one that cuts", answering((text) => text.slice(0, 8)), "found tcp-echo"],
  ["a UDP echo server", udpEchoInMemory, "found udp-echo"],
  ["no server", {}, "nothing"],
  ["a fixed answer", answering(() => "220 ready\r\n"), "strange"],
  ["silence", streamServer(() => new Promise(() => {})), "silent"],
];

for (const [name, server, found] of ROWS) {
  Deno.test(`detectSuite() takes ${name} for: ${found}`, async () => {
    const detection = await detect(server);
    const suite = detection.kind === "found" ? ` ${detection.suite.name}` : "";
    assertEquals(`${detection.kind}${suite}`, found);
  });
}

Deno.test("detectSuite() leaves its exchange to the run: nothing is asked twice", async () => {
  let clients = 0;
  const server: MemoryServer = {
    accept(stream) {
      clients++;
      tcpEchoInMemory.accept?.(stream);
    },
  };
  const wire = memoryWire(server);
  const options = { wire, seed: 1, timeoutMs: 2000, signal: new AbortController().signal };
  const detection = await detectSuite([tcpEcho], TARGET, options);
  assertEquals([detection.kind, clients], ["found", 1]);
  if (detection.kind !== "found") return;
  const { suite, seen } = detection;
  const report = await grade([{ suite, ...TARGET, seen }], { wire, seed: 1, only: ["**/answers"] });
  assertEquals([report.verdict, report.checks.length, clients], ["pass", 1, 1]);
});
