import { hex } from "./hex.ts";
import { integerBytes, readInteger } from "./number.ts";

/** The seconds from 1900-01-01 to 1970-01-01, both at 00:00 UTC: 70 years with 17 leap days. */
export const SECONDS_TO_1970 = 2_208_988_800;

/** How many values 32 bits have: RFC 868's clock starts again at 0 on 2036-02-07 06:28:16 UTC. */
export const TIME_RANGE = 2 ** 32;

/**
 * The value that RFC 868 has for an instant in milliseconds since 1970: the whole seconds since
 * 1900-01-01 00:00 UTC, modulo 2^32.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(timeValue(Date.UTC(1970, 0, 1)), 2_208_988_800); // the RFC's own example
 * ```
 */
export function timeValue(atMs: number): number {
  return modulo(Math.floor(atMs / 1000) + SECONDS_TO_1970);
}

/** The four bytes that RFC 868 has for an instant in milliseconds since 1970. */
export function timeBytes(atMs: number): Uint8Array {
  return integerBytes(BigInt(timeValue(atMs)), { size: 4, order: "big" });
}

/** By how many seconds `value` is ahead of `other`, modulo 2^32: from -2^31 to 2^31 - 1. */
export function timeDifference(value: number, other: number): number {
  const ahead = modulo(value - other);
  return ahead >= TIME_RANGE / 2 ? ahead - TIME_RANGE : ahead;
}

/** The instant that `value` means, in milliseconds since 1970: of all that it may, the nearest to `nearMs`. */
export function timeInstant(value: number, nearMs: number): number {
  const nearS = Math.floor(nearMs / 1000);
  return (nearS + timeDifference(value, timeValue(nearMs))) * 1000;
}

/** What four bytes are as a time: as they should be read, turned round, and counted from 1970. */
export function wordTime(bytes: Uint8Array, nearMs: number): string {
  if (bytes.length !== 4) return `${hex(bytes)} is no time of 4 bytes`;
  const big = Number(readInteger(bytes, { order: "big" }));
  const little = Number(readInteger(bytes, { order: "little" }));
  return [
    `${hex(bytes)} is ${big}, which is ${wordDate(timeInstant(big, nearMs))}`,
    `read little-endian it is ${wordDate(timeInstant(little, nearMs))}`,
    `counted from 1970 it is ${wordDate(big * 1000)}`,
  ].join("; ");
}

/** An instant in milliseconds since 1970, as `2026-01-31 12:00:00 UTC`. */
export function wordDate(atMs: number): string {
  return `${new Date(atMs).toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

function modulo(seconds: number): number {
  return ((seconds % TIME_RANGE) + TIME_RANGE) % TIME_RANGE;
}
