import type { ByteOrder } from "./layout.ts";

/** A type of number that a field may have. */
export type NumberType =
  | "u8"
  | "u16"
  | "u32"
  | "u64"
  | "i8"
  | "i16"
  | "i32"
  | "i64"
  | "float32"
  | "float64";

/** What is to be known of a type of number. */
export interface NumberKind {
  /** Its size in bytes: 1, 2, 4 or 8. */
  readonly size: 1 | 2 | 4 | 8;
  /** What its bits mean: an integer from 0 on, in two's complement, or an IEEE 754 float. */
  readonly kind: "unsigned" | "signed" | "float";
}

/** Every type of number, with its size and kind. */
export const NUMBER_KINDS: Readonly<Record<NumberType, NumberKind>> = {
  u8: { size: 1, kind: "unsigned" },
  u16: { size: 2, kind: "unsigned" },
  u32: { size: 4, kind: "unsigned" },
  u64: { size: 8, kind: "unsigned" },
  i8: { size: 1, kind: "signed" },
  i16: { size: 2, kind: "signed" },
  i32: { size: 4, kind: "signed" },
  i64: { size: 8, kind: "signed" },
  float32: { size: 4, kind: "float" },
  float64: { size: 8, kind: "float" },
};

/** The number in `bytes`, which has exactly the size of `type`; u64 and i64 give a `bigint`. */
export function readNumber(
  bytes: Uint8Array,
  { type, order }: { readonly type: NumberType; readonly order: ByteOrder },
): number | bigint {
  const { size, kind } = NUMBER_KINDS[type];
  if (kind !== "float") {
    return asValue(readInteger(bytes, { order, signed: kind === "signed" }), type);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const little = order === "little";
  return size === 4 ? view.getFloat32(0, little) : view.getFloat64(0, little);
}

/** The integer in `bytes`, of any size, in two's complement where it is `signed`. */
export function readInteger(
  bytes: Uint8Array,
  { order, signed = false }: { readonly order: ByteOrder; readonly signed?: boolean },
): bigint {
  const big = order === "big" ? bytes : bytes.toReversed();
  let value = 0n;
  for (const byte of big) value = (value << 8n) | BigInt(byte);
  return signed ? BigInt.asIntN(bytes.length * 8, value) : value;
}

/** The bytes of `value` as a number of `type`; an integer is taken modulo 2 to the number of bits. */
export function numberBytes(
  value: number | bigint,
  { type, order }: { readonly type: NumberType; readonly order: ByteOrder },
): Uint8Array {
  const { size, kind } = NUMBER_KINDS[type];
  if (kind !== "float") return integerBytes(BigInt(value), { size, order });
  const view = new DataView(new ArrayBuffer(size));
  if (size === 4) view.setFloat32(0, Number(value), order === "little");
  else view.setFloat64(0, Number(value), order === "little");
  return new Uint8Array(view.buffer);
}

/** The lowest `size` bytes of `value` in two's complement, in either order. */
export function integerBytes(
  value: bigint,
  { size, order }: { readonly size: number; readonly order: ByteOrder },
): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i++) bytes[i] = Number(BigInt.asUintN(8, value >> BigInt(8 * i)));
  return order === "little" ? bytes : bytes.reverse();
}

/** The integer as a field of `type` holds it: wrapped around modulo 2 to the number of bits. */
export function wrap(value: bigint, type: NumberType): number | bigint {
  const { size, kind } = NUMBER_KINDS[type];
  const wrapped = kind === "signed"
    ? BigInt.asIntN(size * 8, value)
    : BigInt.asUintN(size * 8, value);
  return asValue(wrapped, type);
}

/** The smallest and the largest integer of `type`. */
export function integerRange(type: NumberType): readonly [least: bigint, most: bigint] {
  const { size, kind } = NUMBER_KINDS[type];
  const bits = BigInt(size * 8);
  return kind === "signed"
    ? [-(1n << (bits - 1n)), (1n << (bits - 1n)) - 1n]
    : [0n, (1n << bits) - 1n];
}

function asValue(value: bigint, type: NumberType): number | bigint {
  return NUMBER_KINDS[type].size === 8 ? value : Number(value);
}
