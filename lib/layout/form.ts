import { z } from "zod";
import { nearestType } from "./near.ts";
import { NUMBER_KINDS } from "./number.ts";

/** The types that a field may have, in the order in which messages list them. */
export const TYPE_NAMES = [
  "u8",
  "u16",
  "u32",
  "u64",
  "i8",
  "i16",
  "i32",
  "i64",
  "float32",
  "float64",
  "bytes",
] as const satisfies readonly (keyof typeof NUMBER_KINDS | "bytes")[];

/** The most bytes that one field may have, fixed or counted. */
export const MOST_BYTES = 1_048_576;

/** The most fields that a layout may have. */
export const MOST_FIELDS = 256;

/** A number, digits in quotes (exact at any size), text, or bytes one by one. */
const value = z.union([z.number(), z.string(), z.array(z.int().min(0).max(255))]);

const replyForm = z.union([
  z.literal("same"),
  z.strictObject({ plus: z.union([z.number(), z.string()]) }),
  z.strictObject({ constant: value }),
  z.strictObject({
    sum: z.array(z.string()).min(1, { error: "The sum is empty; write { sum: [one, other] }" }),
  }),
], {
  error: "Unknown reply; write same, { plus: 1 }, { constant: 7 } or { sum: [one, other] }",
});

const orderForm = z.enum(["big", "little"], {
  error: ({ input }) => `Unknown byte order ${quoted(input)}; write big or little`,
});

const fieldForm = z.strictObject({
  name: z.string({ error: "A name is missing; write name: and a word" }).regex(
    /^[A-Za-z][A-Za-z0-9_-]{0,63}$/,
    {
      error: ({ input }) =>
        `${quoted(input)} is no name; start with a letter, then letters, digits, - and _`,
    },
  ),
  type: z.enum(TYPE_NAMES, { error: ({ input }) => unknownType(input) }),
  "byte-order": orderForm.optional(),
  size: lengthForm("size", 1).optional(),
  count: z.string({ error: "Write the name of the field that counts these bytes" }).optional(),
  maximum: lengthForm("maximum", 0).optional(),
  reply: replyForm.default("same"),
}, {
  error: unknownKeys(
    ["name", "type", "byte-order", "size", "count", "maximum", "reply"],
    "A field",
  ),
});

/** A layout as a lecturer writes it, in shape; `layoutSchema` adds the rules between fields. */
export const layoutForm = z.strictObject({
  name: z.string().min(1, { error: "The name is empty; write one, or leave the line out" })
    .optional(),
  "byte-order": orderForm.default("big"),
  fields: z.array(fieldForm, { error: "The fields are missing; write fields: and a list of them" })
    .min(1, {
      error: "The layout is empty; write at least one field, such as { name: number, type: u32 }",
    })
    .max(MOST_FIELDS, { error: `Too many fields; write at most ${MOST_FIELDS}` }),
}, { error: unknownKeys(["name", "byte-order", "fields"], "A layout") });

/** A layout as written, its shape found right. */
export type LayoutForm = z.output<typeof layoutForm>;

/** A field as written, its shape found right. */
export type FieldForm = LayoutForm["fields"][number];

/** Whatever was written, as a message quotes it. */
export function quoted(input: unknown): string {
  if (input === undefined) return "nothing";
  return typeof input === "bigint" ? String(input) : JSON.stringify(input) ?? typeof input;
}

function lengthForm(key: string, least: number): z.ZodInt {
  const error = ({ input }: { readonly input?: unknown }) =>
    `Expected ${key} to be a whole number from ${least} to ${MOST_BYTES}, received ${
      quoted(input)
    }`;
  return z.int({ error }).min(least, { error }).max(MOST_BYTES, { error });
}

function unknownType(input: unknown): string {
  if (input === undefined) return `A type is missing; write one of ${TYPE_NAMES.join(", ")}`;
  const meant = typeof input === "string" ? nearestType(input, TYPE_NAMES) : null;
  const advice = meant === null ? `write one of ${TYPE_NAMES.join(", ")}` : `write ${meant}`;
  return `Unknown type ${quoted(input)}; ${advice}`;
}

function unknownKeys(known: readonly string[], owner: string): z.core.$ZodErrorMap {
  return (issue) => {
    if (issue.code === "unrecognized_keys") {
      return `Unknown key ${issue.keys.map(quoted).join(", ")}; write one of ${known.join(", ")}`;
    }
    return `${owner} is a table of ${known.join(", ")}, received ${quoted(issue.input)}`;
  };
}
