import { virtualClock } from "../wire/clock.ts";
import { type MemoryServer, memoryWire } from "../wire/memory.ts";
import type { Wire } from "../wire/wire.ts";
import { DatagramHost } from "./datagram_host.ts";
import { type Body, type Server, USUAL_BODY } from "./server.ts";
import { StreamHost } from "./stream_host.ts";

/** A server that runs in memory. */
export interface MemoryProgram {
  /** The network on which it is the only server, with a virtual clock. */
  readonly wire: Wire;
  /** Ends the program. */
  close(): void;
}

/** The port of the socket that `sendFromNewSocket` opens in memory. */
const OTHER_PORT = 39_999;

/** Runs a server in memory, where nothing takes any time. */
export function serveInMemory(server: Server, body: Body = USUAL_BODY): MemoryProgram {
  const clock = virtualClock();
  const host = server.transport === "tcp"
    ? new StreamHost(server, { clock, body })
    : new DatagramHost(server, { clock, body });
  const { program } = host;
  const listening = host instanceof StreamHost ? streams(host) : datagrams(host);
  return {
    wire: memoryWire({ ...listening, listening: () => program.listening }, clock),
    close: () => program.exit(),
  };
}

function streams(host: StreamHost): MemoryServer {
  return { accept: (stream) => host.accept(stream) };
}

function datagrams(host: DatagramHost): MemoryServer {
  return {
    datagram: (datagram, reply) =>
      host.receive(datagram, {
        sendTo: (bytes, to) => reply(bytes.slice(), to),
        sendFromNewSocket: (bytes, to) => void reply(bytes.slice(), to, OTHER_PORT),
      }),
  };
}
