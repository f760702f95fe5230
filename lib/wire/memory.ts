import { ByteList } from "../bytes/byte_list.ts";
import { type Clock, virtualClock } from "./clock.ts";
import {
  ConnectFailure,
  type Datagram,
  type DatagramSocket,
  type Endpoint,
  type ServerStream,
  StreamReset,
  type Wire,
} from "./wire.ts";

/** What listens in memory: a function for each connection, one for each datagram. */
export interface MemoryServer {
  /** Serves one connection; called for each client when it connects. */
  accept?(stream: ServerStream): void;
  /**
   * Takes one datagram; `reply` sends one back, from another port if one is given, and says whether the
   * port that it goes to is open.
   */
  datagram?(
    datagram: Datagram,
    reply: (bytes: Uint8Array, to: Endpoint, port?: number) => boolean,
  ): void;
  /** Whether connections and datagrams are taken; asked for each. */
  listening?(): boolean;
}

/** How many bytes a connection in memory holds in each direction before a writer must wait. */
const WINDOW_BYTES = 256 * 1024;

/**
 * A network of one server, in memory and with a virtual clock: exact, and never late. A server that
 * goes by the clock itself brings it along.
 */
export function memoryWire(server: MemoryServer, clock: Clock = virtualClock()): Wire {
  const isListening = () => server.listening?.() !== false;
  const bound = new Map<number, (datagram: Datagram) => void>();
  let nextPort = 40_000;
  return {
    clock,
    resolve: (host) => Promise.resolve([host]),
    connect(to) {
      if (!server.accept || !isListening()) {
        return Promise.reject(new ConnectFailure("refused"));
      }
      const from = { host: to.host, port: nextPort++ };
      const up = new Pipe();
      const down = new Pipe();
      server.accept(new MemoryStream(to, from, up, down));
      return Promise.resolve(new MemoryStream(from, to, down, up));
    },
    isBound: () => Promise.resolve(server.datagram !== undefined && isListening()),
    bind(to) {
      const local = { host: to.host, port: nextPort++ };
      const reply = (bytes: Uint8Array, client: Endpoint, port = to.port) => {
        const receive = bound.get(client.port);
        receive?.({ bytes, from: { host: to.host, port } });
        return receive !== undefined;
      };
      const socket: DatagramSocket = {
        local,
        send(bytes) {
          if (isListening()) server.datagram?.({ bytes: bytes.slice(), from: local }, reply);
          return Promise.resolve();
        },
        listen: (receive) => void bound.set(local.port, receive),
        close() {
          bound.delete(local.port);
          return Promise.resolve();
        },
      };
      return Promise.resolve(socket);
    },
  };
}

/** One direction of a connection. */
class Pipe {
  #waiting = new ByteList();
  #taken = 0;
  #state: "open" | "ended" | "reset" = "open";
  #changed: (() => void)[] = [];

  get room(): number {
    return WINDOW_BYTES - (this.#waiting.length - this.#taken);
  }
  async write(bytes: Uint8Array): Promise<number> {
    while (this.#state === "open" && this.room === 0) await this.#change();
    if (this.#state !== "open") throw new StreamReset("The connection was reset");
    const part = bytes.subarray(0, this.room);
    this.#waiting.push(part);
    this.#notify();
    return part.length;
  }
  async read(into: Uint8Array): Promise<number | null> {
    while (this.#state === "open" && this.#waiting.length === this.#taken) await this.#change();
    if (this.#state === "reset") throw new StreamReset("The connection was reset");
    const part = this.#waiting.view(this.#taken, this.#taken + into.length);
    if (part.length === 0) return null;
    into.set(part);
    this.#taken += part.length;
    if (this.#taken === this.#waiting.length) {
      this.#waiting = new ByteList();
      this.#taken = 0;
    }
    this.#notify();
    return part.length;
  }
  end(): void {
    if (this.#state === "open") this.#state = "ended";
    this.#notify();
  }
  abort(): void {
    this.#state = "reset";
    this.#notify();
  }
  get unread(): boolean {
    return this.#waiting.length > this.#taken;
  }
  #change(): Promise<void> {
    return new Promise((resolve) => this.#changed.push(resolve));
  }
  #notify(): void {
    for (const wake of this.#changed.splice(0)) wake();
  }
}

class MemoryStream implements ServerStream {
  #closed = false;
  #wroteEnd = false;
  readonly #incoming: Pipe;
  readonly #outgoing: Pipe;
  constructor(readonly local: Endpoint, readonly remote: Endpoint, incoming: Pipe, outgoing: Pipe) {
    this.#incoming = incoming;
    this.#outgoing = outgoing;
  }
  get room(): number {
    return this.#outgoing.room;
  }
  read(into: Uint8Array): Promise<number | null> {
    return this.#closed ? Promise.reject(new Error("Closed")) : this.#incoming.read(into);
  }
  write(bytes: Uint8Array): Promise<number> {
    if (this.#closed || this.#wroteEnd) return Promise.reject(new Error("Closed"));
    return this.#outgoing.write(bytes);
  }
  closeWrite(): Promise<void> {
    this.#wroteEnd = true;
    this.#outgoing.end();
    return Promise.resolve();
  }
  reset(): void {
    this.#closed = true;
    this.#outgoing.abort();
    this.#incoming.abort();
  }
  /** As a kernel does it: bytes left unread abort the connection, else it ends in order. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#incoming.unread) {
      this.#outgoing.abort();
    } else {
      this.#outgoing.end();
    }
    this.#incoming.abort();
  }
}
