import type { Clock } from "./clock.ts";

/** An IP address and a port. */
export interface Endpoint {
  /** An IPv4 or IPv6 address, or in memory any name. */
  readonly host: string;
  /** 0 to 65,535. */
  readonly port: number;
}

/** An endpoint as people write it: `127.0.0.1:7007`, `[::1]:7007`. */
export function endpointText({ host, port }: Endpoint): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}

/** Whether an address is this machine's own loopback. */
export function isLoopback(host: string): boolean {
  return host === "::1" || host.startsWith("127.") || host.toLowerCase().startsWith("::ffff:127.");
}

/** One TCP connection, bare: no deadlines, no record. Peers stand on it. */
export interface Stream {
  /** Our own address and port. */
  readonly local: Endpoint;
  /** The other side's. */
  readonly remote: Endpoint;
  /** Waits for bytes: how many came, or `null` at the end of the stream. Throws `StreamReset`. */
  read(into: Uint8Array): Promise<number | null>;
  /** Sends the beginning of `bytes`, perhaps not all: how many. Throws `StreamReset`. */
  write(bytes: Uint8Array): Promise<number>;
  /** Ends our side (FIN); the other can go on sending. */
  closeWrite(): Promise<void>;
  /** Aborts the connection (RST). Only a stream that was asked to be resettable can do it. */
  reset(): void;
  /** Frees the connection; what is still pending is given up. */
  close(): void;
}

/** The server's end of a TCP connection. */
export interface ServerStream extends Stream {
  /** How many bytes can be written at this moment without waiting. */
  readonly room: number;
}

/** A datagram that came in, and who sent it. */
export interface Datagram {
  /** The payload. */
  readonly bytes: Uint8Array;
  /** The sender. */
  readonly from: Endpoint;
}

/** One UDP socket with a port of its own. */
export interface DatagramSocket {
  /** The address and port that it is bound to. */
  readonly local: Endpoint;
  /** Sends one datagram of 0 to 65,507 bytes. */
  send(bytes: Uint8Array, to: Endpoint): Promise<void>;
  /** Calls `receive` for each datagram that comes in, from anyone. */
  listen(receive: (datagram: Datagram) => void): void;
  /** Closes the socket; its port is free then. */
  close(): Promise<void>;
}

/** How to connect. */
export interface ConnectOptions {
  /** Give up after this time, in milliseconds. */
  readonly timeoutMs: number;
  /** Whether the stream must be able to `reset()`. */
  readonly resettable?: boolean;
}

/** Where connections and datagram sockets come from: real sockets, or memory. */
export interface Wire {
  /** The time that goes with it. */
  readonly clock: Clock;
  /** The addresses of a name, in the order to try; an address stands for itself. Throws `ConnectFailure`. */
  resolve(host: string): Promise<readonly string[]>;
  /** Throws `ConnectFailure`. */
  connect(to: Endpoint, options: ConnectOptions): Promise<Stream>;
  /** A socket on a free port, in the address family of `to`. */
  bind(to: Endpoint): Promise<DatagramSocket>;
  /** Whether a UDP port of this machine is bound; `null` where that can't be seen. */
  isBound(to: Endpoint): Promise<boolean | null>;
}

/** The four ways in which a server can't be reached. */
export type ConnectProblem = "refused" | "timeout" | "unreachable" | "unknown-host";

/** A connection that could not be made. */
export class ConnectFailure extends Error {
  override name = "ConnectFailure";
  constructor(readonly problem: ConnectProblem, options?: ErrorOptions) {
    super(problem, options);
  }
}

/** The other side aborted the connection (RST), or it is gone. */
export class StreamReset extends Error {
  override name = "StreamReset";
}
