import { echo } from "../../reference/tcp_echo.ts";
import { type RunningServer, serveStreams } from "../../reference/stream.ts";

/** The textbook's kind of echo server: one client at a time. */
export function serveIterative(): RunningServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0, transport: "tcp" });
  const serving = (async () => {
    for await (const connection of listener) {
      await echo(connection).catch(() => {});
      connection.close();
    }
  })().catch(() => {});
  return {
    hostname: listener.addr.hostname,
    port: listener.addr.port,
    async close() {
      listener.close();
      await serving;
    },
  };
}

/** A server that accepts and never answers. */
export function serveSilence(): RunningServer {
  return serveStreams(async (connection) => {
    const buffer = new Uint8Array(4096);
    while (await connection.read(buffer) !== null);
    await new Promise(() => {}); // nor does it ever end a connection
  });
}

/** A server that sends without end, whatever the client does. */
export function serveEndless(): RunningServer {
  return serveStreams(async (connection) => {
    const noise = new Uint8Array(64 * 1024).fill(0x78);
    for (;;) await connection.write(noise);
  });
}

/** A server that sends a byte a second. */
export function serveDrip(): RunningServer {
  return serveStreams(async (connection) => {
    for (;;) {
      await connection.write(new Uint8Array([0x78]));
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
  });
}

/** A server that echoes a byte a second. */
export function serveSlowEcho(): RunningServer {
  return serveStreams(async (connection) => {
    const byte = new Uint8Array(1);
    while (await connection.read(byte) !== null) {
      await new Promise((resolve) => setTimeout(resolve, 1000));
      await connection.write(byte);
    }
  });
}
