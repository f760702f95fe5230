/** Random bytes and numbers that depend on a name alone: the same name gives the same sequence. */
export interface Random {
  /** `count` random bytes. */
  bytes(count: number): Uint8Array;
  /** A whole number from 0 to `limit` - 1; `limit` is at most 2^32. */
  below(limit: number): number;
  /** `count` random lower-case letters. */
  letters(count: number): string;
}

/** The random source that a name stands for, for instance `seed/check id/attempt`. */
export function randomFrom(name: string): Random {
  let state = nonZero(hash(name));
  const next = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
  for (let warmUp = 0; warmUp < 8; warmUp++) next();
  const below = (limit: number) => Math.floor(next() / 0x1_0000_0000 * limit);
  return {
    below,
    bytes(count) {
      const words = new Uint32Array(Math.ceil(count / 4));
      for (let i = 0; i < words.length; i++) words[i] = next();
      return new Uint8Array(words.buffer, 0, count);
    },
    letters: (count) => Array.from({ length: count }, () => LETTERS[below(26)]).join(""),
  };
}

const LETTERS = "abcdefghijklmnopqrstuvwxyz";

function hash(text: string): number {
  let value = 0x811c9dc5; // FNV-1a, 32 bits
  for (let i = 0; i < text.length; i++) {
    value = Math.imul(value ^ text.charCodeAt(i), 0x01000193);
  }
  return value;
}

function nonZero(value: number): number {
  return value === 0 ? 0x9e3779b9 : value;
}
