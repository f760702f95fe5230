import { z } from "zod";
import { constantOf, plusOf, type Understood } from "./amount.ts";
import { type FieldForm, type LayoutForm, layoutForm } from "./form.ts";
import type { BytesField, Field, Layout, Reply } from "./layout.ts";
import { integerRange } from "./number.ts";
import { ruleProblems } from "./rules.ts";

/**
 * A layout as a lecturer writes it, turned into a {@link Layout}.
 *
 * ```yaml
 * name: Two numbers
 * byte-order: big        # or little; big where nothing is said
 * fields:
 *   - { name: id,   type: u16 }                              # the reply is the same
 *   - { name: next, type: u32, reply: { plus: 1 } }          # modulo 2^32
 *   - { name: sum,  type: u64, byte-order: little, reply: { sum: [id, next] } }
 *   - { name: kind, type: bytes, size: 2, reply: { constant: OK } }
 *   - { name: text, type: bytes, count: id, maximum: 1024 }  # as many bytes as "id" says
 * ```
 */
export const layoutSchema: z.ZodType<Layout, z.input<typeof layoutForm>> = layoutForm
  .superRefine((form, context) => {
    for (const { path, message } of ruleProblems(form)) {
      context.addIssue({ code: "custom", path: [...path], message });
    }
  })
  .transform(toLayout);

function toLayout(form: LayoutForm): Layout {
  return {
    name: form.name ?? "record",
    fields: form.fields.map((field) => toField(field, form)),
  };
}

function toField(field: FieldForm, form: LayoutForm): Field {
  const { name, type } = field;
  const reply = toReply(field);
  if (type === "bytes") return { name, type, reply, length: toLength(field, form) };
  return { name, type, order: field["byte-order"] ?? form["byte-order"], reply };
}

function toLength({ size, count, maximum }: FieldForm, form: LayoutForm): BytesField["length"] {
  if (count === undefined) return { kind: "fixed", size: size ?? 0 };
  const counter = form.fields.find(({ name }) => name === count);
  const most = counter === undefined || counter.type === "bytes"
    ? 0
    : Number(integerRange(counter.type)[1]);
  return { kind: "counted", by: count, maximum: maximum ?? most };
}

function toReply(field: FieldForm): Reply {
  const { reply, type } = field;
  if (reply === "same") return { kind: "same" };
  if ("sum" in reply) return { kind: "sum", of: reply.sum };
  if ("constant" in reply) {
    return { kind: "constant", value: found(constantOf(field, reply.constant)) };
  }
  return { kind: "plus", amount: found(plusOf(type === "bytes" ? "u8" : type, reply.plus)) };
}

function found<T>({ value, problem }: Understood<T>): T {
  if (problem !== undefined) throw new Error(`A rule let this pass: ${problem}`);
  return value as T;
}
