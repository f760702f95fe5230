import { lookup } from "node:dns/promises";
import { isIP } from "node:net";
import { systemClock } from "./clock.ts";
import { bindDatagramSocket, isBound } from "./datagram_socket.ts";
import { connectResettable } from "./resettable.ts";
import {
  ConnectFailure,
  type ConnectOptions,
  type Endpoint,
  type Stream,
  StreamReset,
  type Wire,
} from "./wire.ts";

/** Real sockets: TCP and UDP over IPv4 and IPv6. */
export const sockets: Wire = {
  clock: systemClock,
  resolve,
  bind: bindDatagramSocket,
  isBound,
  connect: async (to, options) => {
    const open = options.resettable ? connectResettable : connectPlain;
    for (let attempt = 0; attempt < 8; attempt++) {
      const stream = await open(to, options);
      if (!isItself(stream)) return stream;
      stream.close(); // the kernel chose the port that we asked for: no server is there
    }
    throw new ConnectFailure("refused");
  },
};

async function resolve(host: string): Promise<readonly string[]> {
  if (isIP(host)) return [host];
  try {
    const found = await lookup(host, { all: true });
    return [...new Set(found.map(({ address }) => address))];
  } catch (cause) {
    throw new ConnectFailure("unknown-host", { cause });
  }
}

function isItself({ local, remote }: Stream): boolean {
  return local.port === remote.port && local.host === remote.host;
}

async function connectPlain(to: Endpoint, { timeoutMs }: ConnectOptions): Promise<Stream> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const conn = await Deno.connect({ hostname: to.host, port: to.port, signal });
    conn.setNoDelay(true);
    return new PlainStream(conn);
  } catch (cause) {
    throw new ConnectFailure(signal.aborted ? "timeout" : problemOf(cause), { cause });
  }
}

function problemOf(error: unknown): ConnectFailure["problem"] {
  if (error instanceof Deno.errors.ConnectionRefused) return "refused";
  if (error instanceof Deno.errors.ConnectionReset) return "refused";
  if (error instanceof Deno.errors.TimedOut) return "timeout";
  return "unreachable";
}

class PlainStream implements Stream {
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly #conn: Deno.TcpConn;

  constructor(conn: Deno.TcpConn) {
    this.#conn = conn;
    this.local = endpointOf(conn.localAddr);
    this.remote = endpointOf(conn.remoteAddr);
  }
  read(into: Uint8Array): Promise<number | null> {
    return this.#conn.read(into).catch(asReset);
  }
  write(bytes: Uint8Array): Promise<number> {
    return this.#conn.write(bytes).catch(asReset);
  }
  async closeWrite(): Promise<void> {
    await this.#conn.closeWrite().catch(asReset);
  }
  reset(): void {
    throw new Error('Expected a stream that was dialled with "resettable"');
  }
  close(): void {
    this.#conn.close();
  }
}

function endpointOf({ hostname, port }: Deno.NetAddr): Endpoint {
  return { host: hostname, port };
}

function asReset(cause: unknown): never {
  throw new StreamReset("The connection was reset", { cause });
}
