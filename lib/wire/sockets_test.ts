import { assert, assertEquals, assertRejects } from "@std/assert";
import { serveStreams } from "../../reference/stream.ts";
import { serveTcpEcho } from "../../reference/tcp_echo.ts";
import { serveUdpEcho } from "../../reference/udp_echo.ts";
import { freePort } from "./free_port.ts";
import { sockets } from "./sockets.ts";
import { ConnectFailure, type Datagram } from "./wire.ts";

const ADDRESSES = ["127.0.0.1", "::1"];

for (const hostname of ADDRESSES) {
  Deno.test(`sockets.connect() carries bytes both ways over ${hostname}`, async () => {
    const server = serveTcpEcho({ hostname });
    for (const resettable of [false, true]) {
      const stream = await sockets.connect({ host: hostname, port: server.port }, {
        timeoutMs: 2000,
        resettable,
      });
      assertEquals(stream.remote, { host: hostname, port: server.port });
      await stream.write(new Uint8Array([1, 0, 255]));
      const into = new Uint8Array(8);
      const count = await stream.read(into);
      assertEquals(into.subarray(0, count ?? 0), new Uint8Array([1, 0, 255]));
      await stream.closeWrite();
      assertEquals(await stream.read(into), null);
      stream.close();
    }
    await server.close();
  });

  Deno.test(`sockets.bind() sends and receives datagrams of any size over ${hostname}`, async () => {
    const server = await serveUdpEcho({ hostname });
    const target = { host: hostname, port: server.port };
    const socket = await sockets.bind(target);
    const inbox: Datagram[] = [];
    let wake = () => {};
    socket.listen((datagram) => {
      inbox.push(datagram);
      wake();
    });
    for (const size of [0, 1, 65_507]) {
      const came = new Promise<void>((resolve) => wake = resolve);
      await socket.send(new Uint8Array(size).fill(9), target);
      await came;
      assertEquals([inbox.at(-1)?.bytes.length, inbox.at(-1)?.from.port], [size, server.port]);
    }
    assertEquals(await sockets.isBound(target), true);
    await socket.close();
    await server.close();
    assertEquals(await sockets.isBound(target), false);
  });
}

Deno.test("sockets.connect() tells refused from unknown, and resolve() gives every address", async () => {
  const to = { host: "127.0.0.1", port: freePort() };
  const refused = await assertRejects(
    () => sockets.connect(to, { timeoutMs: 1000 }),
    ConnectFailure,
  );
  assertEquals(refused.problem, "refused");
  const unknown = await assertRejects(
    () => sockets.resolve("no-such-host.invalid"),
    ConnectFailure,
  );
  assertEquals(unknown.problem, "unknown-host");
  assert((await sockets.resolve("localhost")).length >= 1);
  assertEquals(await sockets.resolve("::1"), ["::1"]);
});

Deno.test("sockets.connect() gives a stream whose reset the server sees as one", async () => {
  const seen = Promise.withResolvers<string>();
  const server = serveStreams(async (connection) => {
    const outcome = await connection.read(new Uint8Array(4)).catch((error) => error.name);
    seen.resolve(String(outcome));
  });
  const to = { host: "127.0.0.1", port: server.port };
  const stream = await sockets.connect(to, { timeoutMs: 1000, resettable: true });
  stream.reset();
  assertEquals(await seen.promise, "ConnectionReset");
  await server.close();
});

Deno.test("sockets.connect() never takes itself for a server", async () => {
  const range = (await new Deno.Command("cat", { args: ["/proc/sys/net/ipv4/ip_local_port_range"] })
    .output().catch(() => null))?.stdout;
  const [first = 40_000] = new TextDecoder().decode(range).split(/\s+/).map(Number);
  for (let port = first; port < first + 300; port++) {
    await sockets.connect({ host: "127.0.0.1", port }, { timeoutMs: 1000 }).then(
      (stream) => {
        assert(stream.local.port !== stream.remote.port);
        stream.close();
      },
      (error) => assert(error instanceof ConnectFailure),
    );
  }
});
