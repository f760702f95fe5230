import { type FieldForm, quoted } from "./form.ts";
import { byteCount } from "./hex.ts";
import type { FieldValue } from "./layout.ts";
import { integerRange, NUMBER_KINDS, type NumberType, wrap } from "./number.ts";

/** A value as a lecturer writes it: a number, digits in quotes, text, or single bytes. */
export type Written = number | string | readonly number[];

/** What was written, understood, or what is wrong with it. */
export type Understood<T> =
  | { readonly value: T; readonly problem?: undefined }
  | { readonly value?: undefined; readonly problem: string };

/** The constant that a field's reply carries: in range, and exactly as long as the field. */
export function constantOf(
  field: Pick<FieldForm, "type" | "size">,
  written: Written,
): Understood<FieldValue> {
  if (field.type === "bytes") return constantBytes(written, field.size ?? 0);
  const number = numberOf(field.type, written);
  if (number.problem !== undefined || typeof number.value === "number") return number;
  const [least, most] = integerRange(field.type);
  if (number.value >= least && number.value <= most) {
    return { value: wrap(number.value, field.type) };
  }
  return {
    problem:
      `${number.value} doesn't fit in a ${field.type}; write a number from ${least} to ${most}`,
  };
}

/** What a field's reply adds to the request; an integer type takes whole numbers only. */
export function plusOf(type: NumberType, written: Written): Understood<number | bigint> {
  const number = numberOf(type, written);
  if (number.problem !== undefined || typeof number.value === "number") return number;
  if (BigInt(wrap(number.value, type)) !== 0n) return number;
  return { problem: `Plus ${number.value} changes nothing in a ${type}; write reply: same` };
}

/** A whole number as a `bigint`, a float as a `number`. */
function numberOf(type: NumberType, written: Written): Understood<number | bigint> {
  if (NUMBER_KINDS[type].kind === "float") {
    const fits = typeof written === "number" && Number.isFinite(written);
    return fits
      ? { value: written }
      : { problem: `Expected a number, received ${quoted(written)}` };
  }
  if (typeof written === "string" && /^-?(0x[0-9a-f]+|[0-9]+)$/i.test(written)) {
    const size = BigInt(written.replace("-", ""));
    return { value: written.startsWith("-") ? -size : size };
  }
  if (typeof written !== "number" || !Number.isInteger(written)) {
    return { problem: `Expected a whole number for a ${type}, received ${quoted(written)}` };
  }
  if (Number.isSafeInteger(written)) return { value: BigInt(written) };
  return { problem: `${written} is too large to be exact; write its digits in quotes` };
}

function constantBytes(written: Written, size: number): Understood<Uint8Array> {
  if (typeof written === "number") {
    return { problem: `Expected text in quotes or a list of bytes, received ${written}` };
  }
  const bytes = typeof written === "string"
    ? new TextEncoder().encode(written)
    : Uint8Array.from(written);
  if (bytes.length === size) return { value: bytes };
  return { problem: `The constant has ${byteCount(bytes.length)}; write exactly ${size}` };
}
