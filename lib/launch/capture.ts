import { joinBytes } from "../bytes/byte_list.ts";

/** How much of a program's output is kept: its beginning, and its end. */
const HEAD_BYTES = 4 * 1024;
const TAIL_BYTES = 16 * 1024;

/** What a program writes: all of it is taken from the pipes, and the beginning and the end are kept. */
export class Capture {
  #head: Uint8Array = new Uint8Array(0);
  #tail: Uint8Array = new Uint8Array(0);
  #leftOut = 0;
  readonly #done: Promise<unknown>;

  /** Reads the streams to their ends. */
  constructor(streams: readonly ReadableStream<Uint8Array>[]) {
    this.#done = Promise.allSettled(streams.map((stream) => this.#drain(stream)));
  }

  /** Resolves when nothing more can come. */
  get done(): Promise<unknown> {
    return this.#done;
  }

  /** What was kept, with a line where something is left out. */
  get text(): string {
    const decoder = new TextDecoder();
    if (this.#leftOut === 0) return decoder.decode(joinBytes(this.#head, this.#tail));
    const gap = `\n[${this.#leftOut.toLocaleString("en")} bytes left out]\n`;
    return `${decoder.decode(this.#head)}${gap}${decoder.decode(this.#tail)}`;
  }

  async #drain(stream: ReadableStream<Uint8Array>): Promise<void> {
    for await (const chunk of stream) this.#keep(chunk);
  }

  #keep(chunk: Uint8Array): void {
    const room = HEAD_BYTES - this.#head.length;
    if (room > 0) this.#head = joinBytes(this.#head, chunk.subarray(0, room));
    const rest = joinBytes(this.#tail, chunk.subarray(Math.max(0, room)).subarray(-TAIL_BYTES));
    const kept = rest.subarray(-TAIL_BYTES);
    this.#leftOut += Math.max(0, chunk.length - Math.max(0, room)) + this.#tail.length -
      kept.length;
    this.#tail = kept.slice();
  }
}
