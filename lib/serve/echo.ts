import type { Client } from "./client.ts";
import type { DatagramServer, Program, StreamServer } from "./server.ts";

/** Sends back what `change` makes of each piece that `recv()` gives, until the client ends its side. */
export async function echoLoop(
  client: Client,
  change: (piece: Uint8Array) => Uint8Array = (piece) => piece,
): Promise<void> {
  for (let piece = await client.recv(); piece; piece = await client.recv()) {
    await client.send(change(piece));
  }
}

/** Waits for ever, as a process does that is stuck. */
export function forever(): Promise<never> {
  return new Promise(() => {});
}

/** A stream server of one function, which serves a client. */
export function eachClient(
  serve: (client: Client, program: Program) => Promise<void>,
): StreamServer {
  return { transport: "tcp", start: (program) => (client) => serve(client, program) };
}

/** A stream server that sends back what `change` makes of each piece that `recv()` gives. */
export function eachPiece(change: (piece: Uint8Array) => Uint8Array): StreamServer {
  return eachClient((client) => echoLoop(client, change));
}

/** A datagram server that sends back what `change` makes of each datagram, or nothing for `null`. */
export function eachDatagram(
  change: (payload: Uint8Array, program: Program) => Uint8Array | null,
): DatagramServer {
  return {
    transport: "udp",
    start: (program) => ({ bytes, from }, socket) => {
      const reply = change(bytes, program);
      if (reply) socket.sendTo(reply, from);
    },
  };
}

/** A stream echo server without a mistake. */
export const RIGHT_STREAM_ECHO: StreamServer = eachPiece((piece) => piece);

/** A datagram echo server without a mistake. */
export const RIGHT_DATAGRAM_ECHO: DatagramServer = eachDatagram((payload) => payload);

/**
 * A datagram server with one buffer for all datagrams, which keeps what they leave in it: it sends back
 * what `choose` takes of the whole buffer.
 */
export function inOneBuffer(choose: (buffer: Uint8Array) => Uint8Array): DatagramServer {
  return {
    transport: "udp",
    start({ bufferBytes }) {
      const buffer = new Uint8Array(bufferBytes);
      return ({ bytes, from }, socket) => {
        buffer.set(bytes.subarray(0, bufferBytes));
        socket.sendTo(choose(buffer), from);
      };
    },
  };
}
