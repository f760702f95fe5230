import { z } from "zod";
import { fieldSpans } from "./encode.ts";
import { sameBytes } from "../bytes/compare.ts";
import { hex } from "./hex.ts";
import {
  type Field,
  type FieldValue,
  isNumberField,
  type Layout,
  type LayoutRecord,
} from "./layout.ts";
import { NUMBER_KINDS, numberBytes } from "./number.ts";

/** The schema that a decoded reply satisfies if it is `expected`; an issue's path is the field. */
export function recordSchema(layout: Layout, expected: LayoutRecord): z.ZodType<LayoutRecord> {
  const shape = fieldSpans(layout, expected).map(({ field, offset }) => {
    const value = expected[field.name] ?? 0;
    const schema = z.custom<FieldValue>(
      (received) => agrees(field, { expected: value, received }),
      {
        error: ({ input }) =>
          `"${field.name}" at offset ${offset}: expected ${wordValue(field, value)}, ` +
          `received ${wordValue(field, input)}`,
      },
    );
    return [field.name, schema] as const;
  });
  return z.strictObject(Object.fromEntries(shape));
}

/**
 * Whether a field holds the value that it should.
 *
 * A float that the server computed may be off by a rounding: a part in a million for float32, in
 * 10^12 for float64. One that it only passes on must be the same number, the sign of zero
 * included; any NaN is as good as another.
 */
export function agrees(
  field: Field,
  { expected, received }: { readonly expected: FieldValue; readonly received: unknown },
): boolean {
  if (expected instanceof Uint8Array) {
    return received instanceof Uint8Array && sameBytes(expected, received);
  }
  if (Object.is(expected, received)) return true;
  if (typeof expected !== "number" || typeof received !== "number" || !isNumberField(field)) {
    return false;
  }
  const computed = field.reply.kind === "plus" || field.reply.kind === "sum";
  const { kind, size } = NUMBER_KINDS[field.type];
  if (kind !== "float" || !computed) return false;
  return Math.abs(expected - received) <= Math.abs(expected) * (size === 4 ? 1e-6 : 1e-12);
}

/** A value as a message shows it: its bytes, and for a number the number too. */
export function wordValue(field: Field, value: unknown): string {
  if (value instanceof Uint8Array) return hex(value);
  if (!isNumberField(field) || (typeof value !== "number" && typeof value !== "bigint")) {
    return value === undefined ? "nothing" : `a ${typeof value}`;
  }
  return `${hex(numberBytes(value, field))} (${value})`;
}
