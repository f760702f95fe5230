import { connect, type Socket } from "node:net";
import {
  ConnectFailure,
  type ConnectOptions,
  type Endpoint,
  type ServerStream,
  type Stream,
  StreamReset,
} from "./wire.ts";

/**
 * Connects with `node:net`, whose sockets can abort a connection (RST). It reports some resets of the
 * other side as an orderly end, so only checks that must reset use it.
 */
export function connectResettable(to: Endpoint, { timeoutMs }: ConnectOptions): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: to.host, port: to.port, allowHalfOpen: true, noDelay: true });
    const timer = setTimeout(() => {
      socket.destroy();
      reject(new ConnectFailure("timeout"));
    }, timeoutMs);
    socket.once("error", (cause) => {
      clearTimeout(timer);
      const refused = (cause as { code?: string }).code === "ECONNREFUSED";
      reject(new ConnectFailure(refused ? "refused" : "unreachable", { cause }));
    });
    socket.once("connect", () => {
      clearTimeout(timer);
      socket.removeAllListeners("error");
      resolve(new ResettableStream(socket));
    });
  });
}

/** What a stream of `node:net` takes without waiting, in bytes. */
const WRITTEN_AHEAD_BYTES = 1024 * 1024;

/** A socket of `node:net`, made with `allowHalfOpen`, as a stream. */
export class ResettableStream implements ServerStream {
  readonly local: Endpoint;
  readonly remote: Endpoint;
  readonly #socket: Socket;
  #failure: StreamReset | null = null;
  #ended = false;
  #wake: () => void = () => {};

  constructor(socket: Socket) {
    this.#socket = socket;
    this.local = { host: socket.localAddress ?? "", port: socket.localPort ?? 0 };
    this.remote = { host: socket.remoteAddress ?? "", port: socket.remotePort ?? 0 };
    socket.on("readable", () => this.#wake());
    socket.on("end", () => {
      this.#ended = true;
      this.#wake();
    });
    socket.on("error", (cause) => this.#fail(cause));
    socket.on("close", () => this.#fail());
  }

  get room(): number {
    return Math.max(0, WRITTEN_AHEAD_BYTES - this.#socket.writableLength);
  }

  async read(into: Uint8Array): Promise<number | null> {
    for (;;) {
      const size = Math.min(into.length, this.#socket.readableLength);
      const chunk: Uint8Array | null = size > 0 ? this.#socket.read(size) : this.#socket.read(0);
      if (chunk && chunk.length > 0) {
        into.set(chunk);
        return chunk.length;
      }
      if (this.#ended) return null;
      if (this.#failure) throw this.#failure;
      await new Promise<void>((resolve) => this.#wake = resolve);
    }
  }

  write(bytes: Uint8Array): Promise<number> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((resolve, reject) => {
      this.#socket.write(bytes, (cause) => {
        if (cause) reject(new StreamReset("The connection was reset", { cause }));
        else resolve(bytes.length);
      });
    });
  }

  closeWrite(): Promise<void> {
    return new Promise((resolve) => this.#socket.end(() => resolve()));
  }

  reset(): void {
    this.#socket.resetAndDestroy();
  }

  close(): void {
    this.#socket.destroy();
  }

  #fail(cause?: unknown): void {
    this.#failure ??= new StreamReset("The connection is gone", { cause });
    this.#wake();
  }
}
