/** Bytes of which some can't be foretold, such as what lay in memory before: those are `null`. */
export type Pattern = readonly (number | null)[];

/** `count` bytes that can't be foretold. */
export function rubbish(count: number): Pattern {
  return new Array<null>(Math.max(0, count)).fill(null);
}

/** Whether `bytes` holds `pattern` from `offset` on. */
export function holdsAt(bytes: Uint8Array, offset: number, pattern: Pattern): boolean {
  return offset + pattern.length <= bytes.length &&
    pattern.every((byte, at) => byte === null || byte === bytes[offset + at]);
}

/** The bytes of `pattern`, with `filler` where they can't be foretold. */
export function patternBytes(pattern: Pattern, filler = 0): Uint8Array {
  return Uint8Array.from(pattern, (byte) => byte ?? filler);
}
