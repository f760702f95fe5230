/** The seconds from 1900-01-01, where RFC 868 begins to count, to 1970-01-01, where the system does. */
const FROM_1900_TO_1970 = 2_208_988_800;

/**
 * The time as RFC 868 sends it: whole seconds since 1900-01-01 00:00 UTC, as 32 bits in network
 * byte order, which go round to 0 in 2036. `atMs` counts milliseconds since 1970.
 */
export function rfc868Time(atMs: number = Date.now()): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, Math.floor(atMs / 1000) + FROM_1900_TO_1970);
  return bytes;
}
