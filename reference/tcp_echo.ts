import {
  type Connection,
  type ListenOptions,
  type RunningServer,
  serveStreams,
  writeAll,
} from "./stream.ts";

/** Sends every byte of one connection back, until the client ends its side (RFC 862). */
export async function echo(connection: Connection): Promise<void> {
  const buffer = new Uint8Array(64 * 1024);
  for (;;) {
    const count = await connection.read(buffer);
    if (count === null) return;
    await writeAll(connection, buffer.subarray(0, count));
  }
}

/** A correct stream echo server (RFC 862), for any number of clients at once. */
export function serveTcpEcho(options?: ListenOptions): RunningServer {
  return serveStreams(echo, options);
}
