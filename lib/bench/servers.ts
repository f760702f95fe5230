import { echo } from "../../reference/tcp_echo.ts";
import {
  type Connection,
  type RunningServer,
  serveStreams,
  writeAll,
} from "../../reference/stream.ts";

/** The textbook's kind of echo server: one client at a time. */
export function serveIterative(): RunningServer {
  return serveOneByOne(echo);
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

/** A web server that answers in HTTP/1.0 and closes, one client at a time. */
export function serveOldWeb(docroot: string): RunningServer {
  return serveOneByOne((connection) => answerOnce(connection, docroot));
}

/** A web server whose head, or whose content, never ends. */
export function serveEndlessAnswer(part: "head" | "content"): RunningServer {
  return serveStreams(async (connection) => {
    await connection.read(new Uint8Array(4096));
    const begin = part === "head" ? "HTTP/1.1 200 OK\r\n" : "HTTP/1.1 200 OK\r\n\r\n";
    await writeAll(connection, new TextEncoder().encode(begin));
    const more = new TextEncoder().encode("X-Filler: filler\r\n".repeat(4000));
    for (;;) await writeAll(connection, more);
  });
}

/** Accepts the next client when the one before has been served. */
function serveOneByOne(handle: (connection: Connection) => Promise<void>): RunningServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0, transport: "tcp" });
  const serving = (async () => {
    for await (const connection of listener) {
      await handle(connection).catch(() => {});
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

async function answerOnce(connection: Connection, docroot: string): Promise<void> {
  const buffer = new Uint8Array(8192);
  let request = "";
  while (!request.includes("\r\n\r\n") && request.length < buffer.length) {
    const count = await connection.read(buffer);
    if (count === null) return;
    request += new TextDecoder("latin1").decode(buffer.subarray(0, count));
  }
  const [method, target = "/"] = request.split(" ");
  const path = decodeURIComponent(target.split("?")[0]!).replace(/\/$/, "/index.html");
  const file = path.includes("..") ? null : await Deno.readFile(docroot + path).catch(() => null);
  const status = file ? "200 OK" : "404 Not Found";
  const content = file ?? new TextEncoder().encode("Not found\n");
  const head = `HTTP/1.0 ${status}\r\nContent-Length: ${content.length}\r\n\r\n`;
  await writeAll(connection, new TextEncoder().encode(head));
  if (method !== "HEAD") await writeAll(connection, content);
}
