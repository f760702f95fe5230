import { assert, assertEquals, assertRejects } from "@std/assert";
import { createSocket } from "node:dgram";
import { serveDatagrams } from "./datagram.ts";
import type { RunningServer } from "./stream.ts";
import { serveUdpEcho } from "./udp_echo.ts";
import { serveUdpTime } from "./udp_time.ts";

for (const size of [0, 1, 255, 1472, 65_507]) {
  Deno.test(`serveUdpEcho() answers ${size} bytes from the port that they were sent to`, async () => {
    const server = await serveUdpEcho();
    const payload = Uint8Array.from({ length: size }, (_, at) => at % 251);
    const answer = await ask(server, payload);
    assertEquals(answer, { payload, port: server.port });
    await server.close();
  });
}

for (const size of [0, 5]) {
  Deno.test(`serveUdpTime() answers ${size} bytes with 4`, async () => {
    const server = await serveUdpTime();
    const { payload } = await ask(server, new Uint8Array(size));
    assertEquals(payload.length, 4);
    const seconds = new DataView(payload.buffer).getUint32(0) - 2_208_988_800;
    assert(Math.abs(seconds - Date.now() / 1000) <= 2);
    await server.close();
  });
}

Deno.test("serveDatagrams() says nothing where its handler has no answer", async () => {
  const server = await serveDatagrams((payload) => payload.length === 0 ? null : payload);
  const { payload } = await ask(server, new Uint8Array(), new Uint8Array([7]));
  assertEquals(payload, new Uint8Array([7]));
  await server.close();
});

Deno.test("serveDatagrams() rejects for a port that is taken", async () => {
  const server = await serveUdpEcho();
  await assertRejects(() => serveUdpEcho({ port: server.port }));
  await server.close();
});

/** Sends datagrams, and gives the first that comes back. */
function ask(server: RunningServer, ...payloads: readonly Uint8Array[]) {
  const socket = createSocket("udp4");
  return new Promise<{ readonly payload: Uint8Array; readonly port: number }>((resolve, reject) => {
    socket.on("error", reject);
    socket.on("message", (message, { port }) => {
      socket.close(() => resolve({ payload: Uint8Array.from(message), port }));
    });
    for (const payload of payloads) socket.send(payload, server.port, server.hostname);
  });
}
