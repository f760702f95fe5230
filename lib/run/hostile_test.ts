import { assert, assertEquals } from "@std/assert";
import { tcpEcho } from "../../checks/tcp_echo/mod.ts";
import { udpEcho } from "../../checks/udp_echo/mod.ts";
import { type Random, randomFrom } from "../bytes/random.ts";
import { gradeInMemory } from "../testing/in_memory.ts";
import { type Clock, sleep } from "../wire/clock.ts";
import { type MemoryServer, memoryWire } from "../wire/memory.ts";
import type { Endpoint, Stream, Wire } from "../wire/wire.ts";

const SERVERS = 40;
/** A suite's budget, and what the attempt that was running then may still take. */
const BOUND_MS = 45_000 + 15_000;

type Act = (stream: Stream, random: Random, clock: Clock) => Promise<boolean>;

/** What a hostile server may do next; `false` ends the connection. */
const ACTS: readonly Act[] = [
  async (stream) => await stream.read(new Uint8Array(100)) !== null,
  async (stream) => {
    const buffer = new Uint8Array(4096);
    const count = await stream.read(buffer);
    if (count) await stream.write(buffer.subarray(0, count));
    return count !== null;
  },
  async (stream, random) => {
    await stream.write(random.bytes(1 + random.below(3000)));
    return true;
  },
  async (stream, random) => {
    for (let i = 0; i < 50; i++) await stream.write(random.bytes(60_000));
    return true;
  },
  async (_, random, clock) => {
    await sleep(clock, random.below(3000));
    return true;
  },
  (stream) => {
    stream.reset();
    return Promise.resolve(false);
  },
  async (stream) => {
    await stream.closeWrite();
    return true;
  },
  () => new Promise(() => {}),
  () => Promise.resolve(false),
];

/** A server that does a few of these by turns; it begins as an echo server, so that the run gets somewhere. */
function hostileServer(random: Random, wire: () => Wire): MemoryServer {
  const repertoire = Array.from({ length: 4 }, () => ACTS[random.below(ACTS.length)]!);
  let clients = 0;
  const serve = async (stream: Stream) => {
    const isGood = clients++ < random.below(6);
    const acts = isGood ? [ACTS[1]!] : repertoire;
    while (await acts[random.below(acts.length)]!(stream, random, wire().clock));
    stream.close();
  };
  const answer = (
    bytes: Uint8Array,
    from: Endpoint,
    reply: (b: Uint8Array, to: Endpoint) => void,
  ) => {
    if (clients++ < 3) return reply(bytes, from);
    for (let i = random.below(4); i > 0; i--) {
      reply(random.below(2) ? bytes : random.bytes(9), from);
    }
  };
  return {
    accept: (stream) => void serve(stream).catch(() => stream.close()),
    datagram: ({ bytes, from }, reply) => answer(bytes, from, reply),
  };
}

for (const suite of [tcpEcho, udpEcho]) {
  Deno.test(`grade() accounts for every check of ${suite.name} whatever a server does`, async () => {
    for (let number = 1; number <= SERVERS; number++) {
      let wire: Wire | null = null;
      wire = memoryWire(hostileServer(randomFrom(`hostile ${number}`), () => wire!));
      const report = await gradeInMemory(suite, {}, { wire, seed: number });
      assertEquals(report.checks.length, suite.checks.length);
      const errors = report.checks.filter(({ status }) => status === "error");
      assertEquals(errors.map(({ id, message }) => `${id}: ${message}`), [], `server ${number}`);
      assert(report.durationMs < BOUND_MS, `server ${number} took ${report.durationMs} ms`);
    }
  });
}
