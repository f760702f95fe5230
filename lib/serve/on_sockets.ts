import { createSocket, type Socket } from "node:dgram";
import { createServer, isIPv6 } from "node:net";
import { systemClock } from "../wire/clock.ts";
import { ResettableStream } from "../wire/resettable.ts";
import type { Endpoint } from "../wire/wire.ts";
import { DatagramHost } from "./datagram_host.ts";
import {
  type Body,
  type DatagramServer,
  type Server,
  type StreamServer,
  USUAL_BODY,
} from "./server.ts";
import { StreamHost } from "./stream_host.ts";

/** Where a server listens, and in what kind of program. */
export interface SocketOptions {
  readonly body?: Body;
  /** The address to bind; 127.0.0.1 unless told otherwise. */
  readonly host?: string;
  /** The port to bind; 0, the default, lets the system choose. */
  readonly port?: number;
}

/** A server that listens on a socket. */
export interface SocketProgram extends Endpoint {
  /** Settles when the program has ended, by itself or by `close`. */
  readonly ended: Promise<void>;
  /** Ends the program. */
  close(): Promise<void>;
}

/** Runs a server on real sockets. Rejects where the port is taken. */
export function serveOnSockets(
  server: Server,
  options: SocketOptions = {},
): Promise<SocketProgram> {
  const settled = { body: USUAL_BODY, host: "127.0.0.1", port: 0, ...options };
  return server.transport === "tcp" ? streams(server, settled) : datagrams(server, settled);
}

async function streams(
  server: StreamServer,
  { body, host, port }: Required<SocketOptions>,
): Promise<SocketProgram> {
  const streamHost = new StreamHost(server, { clock: systemClock, body });
  const { program } = streamHost;
  const sockets = createServer({ allowHalfOpen: true, noDelay: true }, (socket) => {
    const stream = new ResettableStream(socket);
    if (program.listening) streamHost.accept(stream);
    else stream.reset();
  });
  const ended = new Promise<void>((resolve) => sockets.once("close", () => resolve()));
  await new Promise<void>((resolve, reject) => {
    sockets.once("error", reject);
    sockets.listen(port, host, resolve);
  });
  program.shut.addEventListener("abort", () => sockets.close(), { once: true });
  const address = sockets.address();
  return {
    host,
    port: typeof address === "object" && address ? address.port : port,
    ended,
    async close() {
      program.exit();
      await ended;
    },
  };
}

async function datagrams(
  server: DatagramServer,
  { body, host, port }: Required<SocketOptions>,
): Promise<SocketProgram> {
  const datagramHost = new DatagramHost(server, { clock: systemClock, body });
  const { program } = datagramHost;
  const open = () => createSocket(isIPv6(host) ? "udp6" : "udp4");
  const socket = open();
  const send = (from: Socket, bytes: Uint8Array, to: Endpoint, then = () => {}) =>
    from.send(bytes.slice(), to.port, to.host, then);
  socket.on("message", (message, { address, port }) => {
    if (!program.listening) return;
    datagramHost.receive({ bytes: new Uint8Array(message), from: { host: address, port } }, {
      sendTo(bytes, to) {
        send(socket, bytes, to);
        return true;
      },
      sendFromNewSocket(bytes, to) {
        const other = open();
        send(other, bytes, to, () => other.close());
      },
    });
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(port, host, () => {
      socket.removeListener("error", reject);
      socket.on("error", () => {}); // the other side's port is closed: no concern of this server's
      resolve();
    });
  });
  const ended = new Promise<void>((resolve) => socket.once("close", () => resolve()));
  program.shut.addEventListener("abort", () => socket.close(), { once: true });
  return {
    host,
    port: socket.address().port,
    ended,
    async close() {
      program.exit();
      await ended;
    },
  };
}
