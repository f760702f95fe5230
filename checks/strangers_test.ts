import { assertEquals } from "@std/assert";
import { joinBytes } from "../lib/bytes/byte_list.ts";
import type { Suite } from "../lib/check.ts";
import { eachClient, eachDatagram, echoLoop, forever } from "../lib/serve/echo.ts";
import type { Server } from "../lib/serve/server.ts";
import type { Slip } from "./slips.ts";
import { tcpEcho } from "./tcp_echo/mod.ts";
import { gradeInMemory } from "./testing.ts";
import { udpEcho } from "./udp_echo/mod.ts";

/** What servers do to each piece whose cause is in no catalogue. */
const STRANGE: Readonly<Record<string, Slip>> = {
  "turns each piece around": (piece) => piece.toReversed(),
  "adds one to each byte": (piece) => piece.map((byte) => byte + 1),
  "exchanges neighbours": (piece) => piece.map((_, at) => piece[at ^ 1] ?? piece[at]!),
  "sorts the bytes": (piece) => piece.toSorted(),
  "loses the first byte": (piece) => piece.subarray(1),
  "loses every third byte": (piece) => piece.filter((_, at) => at % 3 !== 2),
  "encrypts with 55": (piece) => piece.map((byte) => byte ^ 0x55),
  "adds a checksum": (piece) =>
    joinBytes(piece, new Uint8Array([piece.reduce((sum, byte) => sum + byte, 0)])),
  "rotates letters by 13": (piece) =>
    piece.map((byte) => /[a-z]/i.test(String.fromCharCode(byte)) ? rotated(byte) : byte),
};

/** Servers that go wrong in ways of their own. */
const STRANGERS: Readonly<Record<string, Server>> = {
  "is stuck for everybody when a client resets": stuckAfterReset("iterative"),
  "is stuck for one client that resets": stuckAfterReset("concurrent"),
  "answers no message of 100 bytes or more": eachClient(async (client) => {
    for (let piece = await client.recv(); piece; piece = await client.recv()) {
      if (piece.length < 100) await client.send(piece);
    }
  }),
  "answers every second piece": eachClient(async (client) => {
    for (let piece = await client.recv(), nth = 0; piece; piece = await client.recv()) {
      if (nth++ % 2 === 0) await client.send(piece);
    }
  }),
};

for (const [what, slip] of Object.entries(STRANGE)) {
  expectNoName(tcpEcho, what, eachClient((client) => echoLoop(client, slip)));
  expectNoName(udpEcho, what, eachDatagram(slip));
}
for (const [what, server] of Object.entries(STRANGERS)) expectNoName(tcpEcho, what, server);

function expectNoName(suite: Suite, what: string, server: Server): void {
  Deno.test(`${suite.name} has no name for a server that ${what}`, async () => {
    for (const bufferBytes of [256, 65_536]) {
      const body = { serving: "concurrent", bufferBytes } as const;
      const skip = ["**/*-mib", "**/{late-reader,slow-reader,side-by-side}"];
      const { diagnoses } = await gradeInMemory(suite, server, { body, skip });
      const names = diagnoses.filter(({ kind }) => kind === "mistake").map(({ mistake }) =>
        mistake
      );
      const isCut = suite === udpEcho && bufferBytes === 256;
      assertEquals(names.filter((name) => !isCut || name !== "buffer-too-small"), []);
    }
  });
}

function stuckAfterReset(serving: "iterative" | "concurrent"): Server {
  return {
    ...eachClient((client) => echoLoop(client).catch(forever)),
    serving,
  };
}

function rotated(byte: number): number {
  const first = byte >= 0x61 ? 0x61 : 0x41;
  return first + (byte - first + 13) % 26;
}
