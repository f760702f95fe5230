import type { ServerStream } from "../wire/wire.ts";

/** The server's end of one connection, with the calls that a program in C has. */
export class Client {
  readonly #stream: ServerStream;
  readonly #bufferBytes: number;

  /** The end of a connection, and the size of the buffer that `recv` has. */
  constructor(stream: ServerStream, bufferBytes: number) {
    this.#stream = stream;
    this.#bufferBytes = bufferBytes;
  }

  /** Waits for bytes, at most one buffer full, in memory of their own; `null` at the end. Throws `StreamReset`. */
  async recv(): Promise<Uint8Array | null> {
    const buffer = new Uint8Array(this.#bufferBytes);
    const count = await this.recvInto(buffer);
    return count === 0 ? null : buffer.subarray(0, count);
  }

  /** Waits for bytes and writes them over the beginning of `buffer`: how many, 0 at the end. Throws `StreamReset`. */
  async recvInto(buffer: Uint8Array): Promise<number> {
    return await this.#stream.read(buffer) ?? 0;
  }

  /** Sends all of `bytes`, waiting for room. Throws `StreamReset`. */
  async send(bytes: Uint8Array): Promise<void> {
    for (let sent = 0; sent < bytes.length;) {
      sent += await this.#stream.write(bytes.subarray(sent));
    }
  }

  /** Sends what there is room for at this moment: how many bytes. A reset shows in the next call. */
  sendWithoutWaiting(bytes: Uint8Array): number {
    const part = bytes.subarray(0, this.#stream.room);
    if (part.length > 0) this.#stream.write(part).catch(() => {});
    return part.length;
  }

  /** Ends the server's side alone, as `shutdown(SHUT_WR)` does: the client can go on sending. */
  async shutdown(): Promise<void> {
    await this.#stream.closeWrite();
  }

  /** Closes the connection. What was not received yet turns that into a reset. */
  close(): void {
    this.#stream.close();
  }

  /** Aborts the connection. */
  reset(): void {
    this.#stream.reset();
  }
}
