import { hex } from "./hex.ts";
import { readInteger, readNumber } from "./number.ts";

/** One way to read some bytes, and what they are when read so. */
export interface Reading {
  /** The way: `big-endian`, `little-endian`, `signed big-endian`, `a float`, `text`, … */
  readonly as: string;
  /** The value as a message shows it. */
  readonly value: string;
}

/** The most bytes that are read as one number. */
const WIDEST = 8;

/** Every reading that fits `bytes`, the right one for network byte order first. */
export function readings(bytes: Uint8Array): readonly Reading[] {
  return [...integers(bytes), ...floats(bytes), ...text(bytes)];
}

/**
 * The readings of `bytes` as one sentence.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(
 *   wordReadings(new Uint8Array([0, 0, 2, 1])),
 *   "00 00 02 01 is 513 big-endian; read little-endian it is 0x01020000",
 * );
 * ```
 */
export function wordReadings(bytes: Uint8Array): string {
  const [first, ...others] = readings(bytes);
  if (first === undefined) return hex(bytes);
  const rest = others.map(({ as, value }) => `; read ${as} it is ${value}`);
  return `${hex(bytes)} is ${first.value} ${first.as}${rest.join("")}`;
}

function integers(bytes: Uint8Array): readonly Reading[] {
  if (bytes.length === 0 || bytes.length > WIDEST) return [];
  const big = readInteger(bytes, { order: "big" });
  const little = readInteger(bytes, { order: "little" });
  const signed = readInteger(bytes, { order: "big", signed: true });
  const negative = signed < 0n ? [{ as: "as a signed number", value: String(signed) }] : [];
  if (bytes.length === 1) return [{ as: "as a number", value: String(big) }, ...negative];
  if (big === little) return [{ as: "in either byte order", value: String(big) }, ...negative];
  const turned = `0x${little.toString(16).toUpperCase().padStart(bytes.length * 2, "0")}`;
  return [
    { as: "big-endian", value: String(big) },
    { as: "little-endian", value: turned },
    ...negative,
  ];
}

/** The float in four or eight bytes, where it is one that a person would have sent. */
function floats(bytes: Uint8Array): readonly Reading[] {
  if (bytes.length !== 4 && bytes.length !== 8) return [];
  const type = bytes.length === 4 ? "float32" : "float64";
  return (["big", "little"] as const).flatMap((order) => {
    const value = Number(readNumber(bytes, { type, order }));
    const likely = Math.abs(value) >= 1e-3 && Math.abs(value) < 1e7;
    return likely ? [{ as: `as a ${order}-endian float`, value: String(value) }] : [];
  });
}

function text(bytes: Uint8Array): readonly Reading[] {
  const printable = bytes.length > 1 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f);
  if (!printable) return [];
  const words = JSON.stringify(new TextDecoder().decode(bytes.subarray(0, 40)));
  return [{ as: "as text", value: bytes.length > 40 ? `${words}…` : words }];
}
