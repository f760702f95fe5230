/** A part of a file: the offsets of its first byte and of its length. */
export interface Part {
  /** The offset of the first byte. */
  readonly start: number;
  /** The number of bytes. */
  readonly length: number;
}

/**
 * Reads a Range field with one range (RFC 9110, section 14.1.2). `undefined` where it is to be ignored: another unit,
 * several ranges (few clients want them, and many overlapping ones are an attack), or no range at all.
 */
export function parseRange(value: string, size: number): Part | "unsatisfiable" | undefined {
  const [, first, last] = /^bytes=(\d*)-(\d*)$/i.exec(value) ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return undefined;
  if (first === "") {
    const length = Math.min(Number(last), size);
    return length === 0 ? "unsatisfiable" : { start: size - length, length };
  }
  const start = Number(first);
  if (last !== "" && Number(last) < start) return undefined;
  if (start >= size) return "unsatisfiable";
  const end = last === "" ? size : Math.min(Number(last) + 1, size);
  return { start, length: end - start };
}
