import { assert, assertEquals } from "@std/assert";
import { utf8 } from "../lib/bytes/text.ts";
import { LEVELS, type Suite } from "../lib/check.ts";
import { eachClient, eachDatagram, forever } from "../lib/serve/echo.ts";
import type { Server } from "../lib/serve/server.ts";
import { tcpEcho } from "./tcp_echo/mod.ts";
import { gradeInMemory } from "./testing.ts";
import { udpEcho } from "./udp_echo/mod.ts";

/** Servers that don't serve, and how long grading one may take, in seconds of the virtual clock. */
const STUBS: readonly (readonly [name: string, suite: Suite, server: Server, seconds: number])[] = [
  ["accepts and closes", tcpEcho, eachClient(() => Promise.resolve()), 1],
  [
    "accepts and resets",
    tcpEcho,
    eachClient((client) => Promise.resolve(client.reset())),
    1,
  ],
  ["never reads", tcpEcho, eachClient(forever), 8],
  [
    "reads and says nothing",
    tcpEcho,
    eachClient(async (client) => {
      while (await client.recv());
    }),
    8,
  ],
  [
    "says the same to everybody",
    tcpEcho,
    eachClient(async (client) => {
      while (await client.recv()) await client.send(utf8("hello\n"));
    }),
    8,
  ],
  [
    "says the same without being asked",
    tcpEcho,
    eachClient((client) => client.send(utf8("hello\n"))),
    8,
  ],
  [
    "sends without end",
    tcpEcho,
    eachClient(async (client) => {
      for (;;) await client.send(new Uint8Array(4096).fill(120));
    }),
    10,
  ],
  [
    "drips a byte a second",
    tcpEcho,
    eachClient(async (client, program) => {
      for (;;) {
        await client.send(utf8("x"));
        await program.sleep(1000);
      }
    }),
    10,
  ],
  ["says nothing", udpEcho, eachDatagram(() => null), 8],
  ["says the same to everybody", udpEcho, eachDatagram(() => utf8("hello\n")), 8],
  [
    "sends a thousand replies",
    udpEcho,
    {
      transport: "udp",
      start: () => ({ from }, socket) => {
        for (let i = 0; i < 1000; i++) socket.sendTo(utf8("hello\n"), from);
      },
    },
    8,
  ],
];

for (const [name, suite, server, seconds] of STUBS) {
  for (const level of LEVELS) {
    Deno.test(`${suite.name} at ${level} gives no points to a server that ${name}`, async () => {
      const { checks, score, verdict, durationMs } = await gradeInMemory(suite, server, { level });
      assertEquals(score.earned, 0);
      assert(score.possible > 0);
      assertEquals(verdict, "fail");
      const [first, ...others] = checks;
      assertEquals(first?.status, "fail");
      assertEquals(others.filter(({ status }) => status !== "skip"), []);
      assertEquals(durationMs <= seconds * 1000, true, `It took ${durationMs} ms`);
    });
  }
}
