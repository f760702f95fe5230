import { createSocket, type Socket } from "node:dgram";
import { isIPv6 } from "node:net";
import { type Datagram, type DatagramSocket, type Endpoint, isLoopback } from "./wire.ts";

/** Binds a UDP socket to a free port; towards a loopback address it is bound to loopback only. */
export async function bindDatagramSocket(to: Endpoint): Promise<DatagramSocket> {
  for (;;) {
    const socket = createSocket(isIPv6(to.host) ? "udp6" : "udp4");
    await bound(socket, localAddress(to.host));
    const { address, port } = socket.address();
    if (port !== to.port) return new NodeDatagramSocket(socket, { host: address, port });
    await closed(socket); // its own port: it would echo to itself
  }
}

/**
 * Whether something is bound to a UDP port of this machine: nothing is, if we can bind it ourselves.
 * `null` for addresses that aren't this machine's loopback.
 */
export async function isBound(to: Endpoint): Promise<boolean | null> {
  if (!isLoopback(to.host)) return null;
  const socket = createSocket(isIPv6(to.host) ? "udp6" : "udp4");
  try {
    await bound(socket, to.host, to.port);
    return false;
  } catch {
    return true;
  } finally {
    await closed(socket);
  }
}

function localAddress(host: string): string {
  if (!isLoopback(host)) return isIPv6(host) ? "::" : "0.0.0.0";
  return isIPv6(host) ? "::1" : "127.0.0.1";
}

class NodeDatagramSocket implements DatagramSocket {
  readonly #socket: Socket;
  constructor(socket: Socket, readonly local: Endpoint) {
    this.#socket = socket;
    socket.on("error", () => {}); // a closed port of the other side: silence tells as much
  }
  send(bytes: Uint8Array, to: Endpoint): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#socket.send(bytes, to.port, to.host, (error) => error ? reject(error) : resolve());
    });
  }
  listen(receive: (datagram: Datagram) => void): void {
    this.#socket.on("message", (message, { address, port }) => {
      receive({ bytes: new Uint8Array(message), from: { host: address, port } });
    });
  }
  close(): Promise<void> {
    return closed(this.#socket);
  }
}

function bound(socket: Socket, address: string, port = 0): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind({ address, port, exclusive: true }, () => {
      socket.removeListener("error", reject);
      resolve();
    });
  });
}

function closed(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.close(() => resolve()));
}
