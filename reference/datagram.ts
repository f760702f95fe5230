import { createSocket, type Socket } from "node:dgram";
import type { ListenOptions, RunningServer } from "./stream.ts";

/** What a server makes of one datagram's payload: the payload of its answer, or `null` for none. */
export type DatagramHandler = (payload: Uint8Array) => Uint8Array | null;

/** Answers each datagram to the address that it came from, from the socket that it came to. */
export async function serveDatagrams(
  handle: DatagramHandler,
  options: ListenOptions = {},
): Promise<RunningServer> {
  const { hostname = "127.0.0.1", port = 0 } = options;
  const socket = createSocket(hostname.includes(":") ? "udp6" : "udp4");
  socket.on("message", (payload, sender) => {
    const answer = handle(payload);
    if (answer === null) return;
    socket.send(answer, sender.port, sender.address, () => {}); // a datagram may be lost
  });
  await bound(socket, { hostname, port });
  const { address, port: chosen } = socket.address();
  return {
    hostname: address,
    port: chosen,
    close: () => new Promise((resolve) => socket.close(() => resolve())),
  };
}

/** Binds the socket; rejects where the address is taken or none of this machine's. */
function bound(socket: Socket, { hostname, port }: Required<ListenOptions>): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("error", reject);
    socket.bind(port, hostname, () => {
      socket.off("error", reject);
      socket.on("error", () => {}); // an answer that couldn't be sent: the others still can
      resolve();
    });
  });
}
