/** Bytes that arrive in pieces: a growing buffer that is never copied more than a few times. */
export class ByteList {
  #buffer = new Uint8Array(256);
  #length = 0;

  /** How many bytes there are. */
  get length(): number {
    return this.#length;
  }

  /** Puts a copy of `bytes` behind what is there. */
  push(bytes: Uint8Array): void {
    const length = this.#length + bytes.length;
    if (length > this.#buffer.length) {
      const larger = new Uint8Array(Math.max(length, this.#buffer.length * 2));
      larger.set(this.#buffer.subarray(0, this.#length));
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = length;
  }

  /** The bytes from `start` to `end`: a view that later pushes leave unchanged. */
  view(start = 0, end = this.#length): Uint8Array {
    return this.#buffer.subarray(start, Math.min(end, this.#length));
  }
}

/** All parts in one byte string. */
export function joinBytes(...parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
