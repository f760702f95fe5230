/** What a reference server needs of a connection: a `Deno.Conn`, or anything that reads and writes like one. */
export type Connection = Pick<Deno.Conn, "read" | "write" | "close">;

/** A server that is listening, and how to end it. */
export interface RunningServer {
  /** The address that it is bound to. */
  readonly hostname: string;
  /** The port that it is bound to, 1 to 65,535. */
  readonly port: number;
  /** Stops listening and ends every connection that is still open. */
  close(): Promise<void>;
}

/** Where a reference server listens. */
export interface ListenOptions {
  /** The address to bind; `127.0.0.1` unless told otherwise. */
  readonly hostname?: string;
  /** The port to bind; 0, the default, lets the system choose. */
  readonly port?: number;
}

/** Accepts connections for ever and hands each to `handle`, all of them at once. */
export function serveStreams(
  handle: (connection: Connection) => Promise<void>,
  options: ListenOptions = {},
): RunningServer {
  const { hostname = "127.0.0.1", port = 0 } = options;
  const listener = Deno.listen({ hostname, port, transport: "tcp" });
  const open = new Map<Deno.Conn, Promise<void>>();
  const accepting = (async () => {
    for (let connection = await next(listener); connection; connection = await next(listener)) {
      const accepted = connection;
      const served = handle(accepted)
        .catch(() => {}) // this client has gone: the others are still here
        .finally(() => {
          open.delete(accepted);
          closeQuietly(accepted);
        });
      open.set(accepted, served);
    }
  })();
  return {
    hostname: listener.addr.hostname,
    port: listener.addr.port,
    async close() {
      listener.close();
      for (const connection of open.keys()) closeQuietly(connection);
      await Promise.all([accepting, ...open.values()]);
    },
  };
}

/** Writes all of `bytes`: one `write()` may take only a part of them. */
export async function writeAll(connection: Connection, bytes: Uint8Array): Promise<void> {
  for (let sent = 0; sent < bytes.length;) {
    sent += await connection.write(bytes.subarray(sent));
  }
}

/** The next connection, or `null` once the listener is closed. A client that left in the queue is passed over. */
async function next(listener: Deno.TcpListener): Promise<Deno.TcpConn | null> {
  for (;;) {
    try {
      const connection = await listener.accept();
      connection.setNoDelay(true);
      return connection;
    } catch (error) {
      if (error instanceof Deno.errors.BadResource) return null;
    }
  }
}

function closeQuietly(connection: Connection): void {
  try {
    connection.close();
  } catch {
    // closed already
  }
}
