import { assertEquals, assertRejects } from "@std/assert";
import { utf8 } from "../bytes/text.ts";
import { sockets } from "../wire/sockets.ts";
import type { Endpoint, Stream, Wire } from "../wire/wire.ts";
import { eachClient, RIGHT_DATAGRAM_ECHO, RIGHT_STREAM_ECHO } from "./echo.ts";
import { serveInMemory } from "./in_memory.ts";
import { serveOnSockets } from "./on_sockets.ts";
import { type Body, type Server, USUAL_BODY } from "./server.ts";

interface Place {
  readonly wire: Wire;
  readonly at: Endpoint;
}

/** Runs a test against a server in memory, then against the same on sockets. */
function onBoth(
  name: string,
  { server, body = USUAL_BODY }: { readonly server: Server; readonly body?: Body },
  test: (place: Place) => Promise<void>,
): void {
  Deno.test(`serveInMemory() ${name}`, async () => {
    const program = serveInMemory(server, body);
    await test({ wire: program.wire, at: { host: "127.0.0.1", port: 7 } });
    program.close();
  });
  Deno.test(`serveOnSockets() ${name}`, async () => {
    const program = await serveOnSockets(server, { body });
    await test({ wire: sockets, at: program });
    await program.close();
  });
}

const dial = ({ wire, at }: Place): Promise<Stream> => wire.connect(at, { timeoutMs: 1000 });

/** Sends a text, and gives what comes back in one piece. */
async function ask(stream: Stream, text: string): Promise<string> {
  await stream.write(utf8(text));
  return await hear(stream);
}

async function hear(stream: Stream): Promise<string> {
  const buffer = new Uint8Array(100);
  const count = await stream.read(buffer);
  return count === null ? "the end" : new TextDecoder().decode(buffer.subarray(0, count));
}

onBoth("serves clients side by side", { server: RIGHT_STREAM_ECHO }, async (place) => {
  const [a, b] = [await dial(place), await dial(place)];
  assertEquals(await ask(b, "b"), "b");
  assertEquals(await ask(a, "a"), "a");
  await b.closeWrite();
  assertEquals(await hear(b), "the end");
  a.close();
  b.close();
});

const ITERATIVE: Body = { serving: "iterative", bufferBytes: 4 };

onBoth(
  "lets the next client wait for the first to leave",
  { server: RIGHT_STREAM_ECHO, body: ITERATIVE },
  async (place) => {
    const [a, b] = [await dial(place), await dial(place)];
    await b.write(utf8("b"));
    assertEquals(await ask(a, "a"), "a");
    await a.closeWrite();
    assertEquals([await hear(a), await hear(b)], ["the end", "b"]);
    a.close();
    b.close();
  },
);

onBoth("ends with its program", {
  server: eachClient(async (client, program) => {
    await client.recv();
    program.exit();
  }),
}, async (place) => {
  const a = await dial(place);
  assertEquals(await ask(a, "quit"), "the end");
  a.close();
  await assertRejects(() => dial(place));
});

onBoth("serves on who is connected when it listens no more", {
  server: eachClient(async (client, program) => {
    for (let piece = await client.recv(); piece; piece = await client.recv()) {
      program.stopListening();
      await client.send(piece);
    }
  }),
}, async (place) => {
  const a = await dial(place);
  assertEquals(await ask(a, "one"), "one");
  await assertRejects(() => dial(place));
  assertEquals(await ask(a, "two"), "two");
  a.close();
});

onBoth("answers datagrams", { server: RIGHT_DATAGRAM_ECHO }, async ({ wire, at }) => {
  const socket = await wire.bind(at);
  const reply = new Promise<Uint8Array>((resolve) => socket.listen(({ bytes }) => resolve(bytes)));
  await socket.send(utf8("hi"), at);
  assertEquals(await reply, utf8("hi"));
  await socket.close();
});

Deno.test("serveOnSockets() rejects for a port that is taken", async () => {
  for (const server of [RIGHT_STREAM_ECHO, RIGHT_DATAGRAM_ECHO]) {
    const program = await serveOnSockets(server);
    await assertRejects(() => serveOnSockets(server, { port: program.port }));
    await program.close();
  }
});
