import { assert, assertEquals, assertRejects } from "@std/assert";
import { utf8 } from "../bytes/text.ts";
import { streamServer, tcpEchoInMemory } from "../testing/in_memory.ts";
import { type MemoryServer, memoryWire } from "./memory.ts";
import { Mismatch } from "./mismatch.ts";
import { TcpPeer } from "./tcp_peer.ts";
import { Transcript } from "./transcript.ts";
import type { Stream } from "./wire.ts";

interface Talk {
  readonly peer: TcpPeer;
  readonly transcript: Transcript;
  readonly now: () => number;
}

async function withPeer(
  server: MemoryServer,
  talk: (talk: Talk) => Promise<void>,
): Promise<Transcript> {
  const wire = memoryWire(server);
  const transcript = new Transcript(wire.clock.now);
  const stream = await wire.connect({ host: "a", port: 7 }, { timeoutMs: 1000 });
  const peer = new TcpPeer(stream, {
    clock: wire.clock,
    transcript,
    conn: 1,
    patienceMs: 500,
    endPatienceMs: 500,
    signal: new AbortController().signal,
  });
  try {
    await talk({ peer, transcript, now: wire.clock.now });
  } finally {
    await peer.end();
  }
  return transcript;
}

/** A server that writes pieces, each after a pause, and then ends the connection if told so. */
function scripted(script: (stream: Stream) => Promise<void>): MemoryServer {
  return streamServer(script);
}

const SILENT = streamServer(() => new Promise(() => {}));

const MISMATCHES: readonly {
  readonly name: string;
  readonly server: MemoryServer;
  readonly message: string;
  readonly evidence: string;
}[] = [
  {
    name: "another byte",
    server: scripted(async (s) => void await s.write(utf8("abXd"))),
    message: "Byte 2 of 4 came back as 58 instead of 63",
    evidence: "bytes",
  },
  {
    name: "silence",
    server: SILENT,
    message: "Nothing came back, then silence for 500 ms",
    evidence: "silence",
  },
  {
    name: "an early end",
    server: scripted(async (s) => {
      await s.read(new Uint8Array(4));
      await s.write(utf8("ab"));
    }),
    message: "Only 2 of 4 bytes came back, then the server ended the connection",
    evidence: "ending",
  },
  {
    name: "a reset",
    server: scripted((s) => Promise.resolve(s.reset())),
    message: "Nothing came back, then the connection was reset",
    evidence: "ending",
  },
];

for (const { name, server, message, evidence } of MISMATCHES) {
  Deno.test(`TcpPeer.expect() words ${name}`, async () => {
    await withPeer(server, async ({ peer }) => {
      await peer.send(utf8("abcd"));
      const mismatch = await assertRejects(() => peer.expect(utf8("abcd")), Mismatch, message);
      assertEquals(mismatch.details.evidence, evidence);
    });
  });
}

Deno.test("TcpPeer.echo() sends megabytes through a server that can't hold them", async () => {
  await withPeer(tcpEchoInMemory, async ({ peer }) => {
    await peer.echo(new Uint8Array(5_000_000).fill(7));
  });
});

Deno.test("TcpPeer.echo() finds bytes behind the echo", async () => {
  const adder = scripted(async (s) => {
    await s.read(new Uint8Array(10));
    await s.write(utf8("hi!"));
    await s.read(new Uint8Array(1));
  });
  await withPeer(adder, async ({ peer }) => {
    await assertRejects(() => peer.echo(utf8("hi")), Mismatch, "1 byte more than sent came back");
  });
});

Deno.test("TcpPeer.echo() takes an answer that comes after the half-close", async () => {
  const collector = scripted(async (s) => {
    const buffer = new Uint8Array(10);
    const count = await s.read(buffer) ?? 0;
    while (await s.read(new Uint8Array(1)) !== null);
    await s.write(buffer.subarray(0, count));
  });
  await withPeer(collector, async ({ peer }) => await peer.echo(utf8("late")));
});

Deno.test("TcpPeer.send() gives up on a server that never reads", async () => {
  await withPeer(SILENT, async ({ peer, now }) => {
    await assertRejects(() => peer.send(new Uint8Array(2_000_000)), Mismatch, "stopped reading");
    assert(now() < 1000);
  });
});

Deno.test("TcpPeer waits on while bytes drip in, and ends in bounded time and memory", async () => {
  const drip = scripted(async (s) => {
    for (;;) await s.write(new Uint8Array(60_000).fill(1));
  });
  await withPeer(drip, async ({ peer, now }) => {
    const observed = await peer.receive(10_000_000);
    assert(observed.bytes.length <= 400_000, `${observed.bytes.length} bytes were kept`);
    assert(now() < 1000);
  });
});

Deno.test("TcpPeer.end() half-closes, reads to the end, and then closes", async () => {
  const events: string[] = [];
  const server = scripted(async (s) => {
    const buffer = new Uint8Array(10);
    for (let count = await s.read(buffer); count !== null; count = await s.read(buffer)) {
      await s.write(buffer.subarray(0, count));
    }
    events.push("end seen");
  });
  const transcript = await withPeer(server, async ({ peer }) => await peer.send(utf8("unread")));
  assertEquals(events, ["end seen"]);
  const order = transcript.entries.map(({ event }) => event);
  assertEquals(order, ["connect", "send", "receive", "half-close", "end", "close"]);
});

Deno.test("Transcript joins the pieces of a stream and keeps their count", async () => {
  const transcript = await withPeer(tcpEchoInMemory, async ({ peer }) => {
    await peer.echo(new Uint8Array(200_000).fill(9));
  });
  const received = transcript.entries.filter(({ event }) => event === "receive");
  assertEquals(received.reduce((sum, { bytes }) => sum + bytes, 0), 200_000);
  assert(received.every(({ data }) => data.length <= 64 * 1024));
});
