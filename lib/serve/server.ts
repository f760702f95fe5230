import type { Datagram, Endpoint } from "../wire/wire.ts";
import type { Client } from "./client.ts";

/** One client after the other, or all of them at once. */
export type Serving = "iterative" | "concurrent";

/** The kind of program in which something is tried: how it serves its clients, and with what buffer. */
export interface Body {
  /** How many clients are served at a time. */
  readonly serving: Serving;
  /** The size of the buffer that is given to `recv()`, in bytes. */
  readonly bufferBytes: number;
}

/** A body for those who don't care. */
export const USUAL_BODY: Body = { serving: "concurrent", bufferBytes: 1024 };

/** One run of a program: what all its clients share. */
export interface Program {
  /** The size of its buffers, in bytes. */
  readonly bufferBytes: number;
  /** The time of day, by the clock of the wire, in milliseconds since 1970. */
  date(): number;
  /** Waits, by the clock of the wire. Rejects when the program is ended meanwhile. */
  sleep(ms: number): Promise<void>;
  /** Calls `ring` after `ms`, unless the program is ended before; the function that comes back calls it off. */
  alarm(ms: number, ring: () => void): () => void;
  /** Ends the program, and with it every connection, as the kernel does it. */
  exit(): void;
  /** Closes the listening socket alone: who is connected is served on. */
  stopListening(): void;
}

/** A stream server. */
export interface StreamServer {
  /** What it listens on. */
  readonly transport: "tcp";
  /** How it serves its clients, where that can't be left to the body. */
  readonly serving?: Serving;
  /**
   * Starts the program: the function that comes back serves one client, and its connection is closed
   * after it. What clients share lives between the two.
   */
  start(program: Program): (client: Client) => Promise<void>;
}

/** The socket of a datagram server, to reply by. */
export interface ReplySocket {
  /**
   * Sends one datagram: whether the port that it goes to is open. A connected socket learns that from
   * the network; on real sockets, which are not connected here, it is always true.
   */
  sendTo(bytes: Uint8Array, to: Endpoint): boolean;
  /** Sends one datagram from a new socket, which has another port. */
  sendFromNewSocket(bytes: Uint8Array, to: Endpoint): void;
}

/** A datagram server. */
export interface DatagramServer {
  /** What it listens on. */
  readonly transport: "udp";
  /** How it serves datagrams, where that can't be left to the body. */
  readonly serving?: Serving;
  /** Starts the program: the function that comes back takes one datagram. */
  start(program: Program): (datagram: Datagram, socket: ReplySocket) => Promise<void> | void;
}

/** A server that can be run in memory or on real sockets. */
export type Server = StreamServer | DatagramServer;
