/** Bytes as people write them, `01 02 0A`: at most `limit` of them, then how many there are. */
export function hex(bytes: Uint8Array, { limit = 16 }: { readonly limit?: number } = {}): string {
  if (bytes.length === 0) return "nothing";
  const shown = Array.from(bytes.subarray(0, limit), hexByte).join(" ");
  return bytes.length > limit ? `${shown} … (${bytes.length} bytes)` : shown;
}

function hexByte(byte: number): string {
  return byte.toString(16).toUpperCase().padStart(2, "0");
}

/** `1 byte`, `2 bytes`. */
export function byteCount(count: number): string {
  return count === 1 ? "1 byte" : `${count} bytes`;
}

/** Puts pieces of bytes together, in their order. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let offset = 0;
  for (const piece of pieces) {
    all.set(piece, offset);
    offset += piece.length;
  }
  return all;
}

/** Whether both hold the same bytes. */
export function sameBytes(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at]);
}
