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
