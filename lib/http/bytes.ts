/** The byte CR, `\r`. */
export const CR = 0x0d;
/** The byte LF, `\n`. */
export const LF = 0x0a;

/** Characters for bytes one to one (Latin-1), so that an index into the text is an offset into the bytes. */
export function text(bytes: Uint8Array): string {
  let result = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    result += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return result;
}

/** Two runs of bytes as one; copies only where both have some. */
export function join(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  if (second.length === 0) return first;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** A buffer that grows by doubling, up to `limit` bytes. */
export interface Store {
  /** The number of bytes held. */
  readonly length: number;
  /** Takes as many of `bytes` as there is room for, and returns how many those were. */
  add(bytes: Uint8Array): number;
  /** What is held, without a copy: valid until the next `add`. */
  view(): Uint8Array;
}

/** Makes an empty store for at most `limit` bytes. */
export function createStore(limit: number): Store {
  let room = new Uint8Array(Math.min(limit, 256));
  let length = 0;
  return {
    get length() {
      return length;
    },
    add(bytes) {
      const count = Math.min(bytes.length, limit - length);
      if (length + count > room.length) {
        const larger = new Uint8Array(Math.min(limit, Math.max(2 * room.length, length + count)));
        larger.set(room.subarray(0, length));
        room = larger;
      }
      room.set(bytes.subarray(0, count), length);
      length += count;
      return count;
    },
    view: () => room.subarray(0, length),
  };
}
