import { constantOf, plusOf } from "./amount.ts";
import { type FieldForm, type LayoutForm, quoted } from "./form.ts";
import { nearest } from "./near.ts";
import { integerRange, NUMBER_KINDS } from "./number.ts";

/** Something in a layout that can't be right, and the place where it is written. */
export interface RuleProblem {
  /** The keys and places that lead to it, from the top of the layout. */
  readonly path: readonly (string | number)[];
  /** What is wrong, and what to write instead. */
  readonly message: string;
}

/** What the fields of a layout ask of each other and of themselves, where they fail to. */
export function ruleProblems(form: LayoutForm): readonly RuleProblem[] {
  return form.fields.flatMap((field, at) =>
    RULES.flatMap((rule) =>
      rule(field, { form, at }).map(([key, message]) => ({ path: ["fields", at, key], message }))
    )
  );
}

type Found = readonly (readonly [key: keyof FieldForm, message: string])[];
type Rule = (field: FieldForm, place: Place) => Found;

interface Place {
  readonly form: LayoutForm;
  readonly at: number;
}

const RULES: readonly Rule[] = [
  uniqueName,
  lengthOfBytes,
  nothingOfBytes,
  earlierCount,
  boundedCount,
  replyOfCount,
  replyOfBytes,
  replyOfNumber,
];

function uniqueName(field: FieldForm, { form, at }: Place): Found {
  const first = form.fields.findIndex((other) => other.name === field.name);
  if (first === at) return [];
  return [["name", `The name ${quoted(field.name)} is taken by field ${first + 1}; write another`]];
}

function lengthOfBytes(field: FieldForm): Found {
  if (field.type !== "bytes") return [];
  if (field.size !== undefined && field.count !== undefined) {
    return [["count", "Bytes have one length; write size or count, not both"]];
  }
  if (field.size === undefined && field.count === undefined) {
    return [["type", "Bytes need a length; write size: 4, or count: and an earlier field's name"]];
  }
  const bounded = field.size !== undefined && field.maximum !== undefined;
  return bounded ? [["maximum", "A fixed size needs no maximum; leave it out"]] : [];
}

function nothingOfBytes(field: FieldForm): Found {
  if (field.type === "bytes") {
    if (field["byte-order"] === undefined) return [];
    return [["byte-order", "Bytes have no byte order; leave it out"]];
  }
  const { size } = NUMBER_KINDS[field.type];
  return (["size", "count", "maximum"] as const).filter((key) => field[key] !== undefined)
    .map((
      key,
    ) => [key, `Only bytes have a ${key}; leave it out: ${field.type} has ${size * 8} bits`]);
}

function earlierCount(field: FieldForm, { form, at }: Place): Found {
  if (field.count === undefined) return [];
  const index = form.fields.findIndex((other) => other.name === field.count);
  const counter = form.fields[index];
  if (counter === undefined) {
    return [["count", noField(field.count, form.fields.slice(0, at).filter(isUnsigned))]];
  }
  if (index >= at) {
    return [[
      "count",
      `${quoted(field.count)} comes too late; write it above the bytes that it counts`,
    ]];
  }
  if (isUnsigned(counter)) return [];
  const written = `${quoted(field.count)} is of type ${counter.type}`;
  return [["count", `${written}; count by a field of type u8, u16, u32 or u64`]];
}

function boundedCount(field: FieldForm, { form }: Place): Found {
  const counter = form.fields.find((other) => other.name === field.count);
  if (counter === undefined || !isUnsigned(counter) || counter.type === "bytes") return [];
  const [, most] = integerRange(counter.type);
  if (field.maximum === undefined && NUMBER_KINDS[counter.type].size > 2) {
    return [["count", `A ${counter.type} can announce ${most} bytes; write maximum: 1024 or so`]];
  }
  if (field.maximum === undefined || BigInt(field.maximum) <= most) return [];
  return [["maximum", `${field.maximum} doesn't fit in a ${counter.type}; write at most ${most}`]];
}

function replyOfCount(field: FieldForm, { form }: Place): Found {
  const counted = form.fields.find((other) => other.count === field.name);
  if (counted === undefined || field.reply === "same") return [];
  return [[
    "reply",
    `It counts the bytes of ${quoted(counted.name)} in the reply too; write reply: same`,
  ]];
}

function replyOfBytes(field: FieldForm): Found {
  if (field.type !== "bytes" || field.reply === "same") return [];
  if (!("constant" in field.reply)) {
    return [["reply", "Bytes can't be added up; write same or { constant: TEXT }"]];
  }
  if (field.count !== undefined) {
    return [[
      "reply",
      "Counted bytes go back as they came; write reply: same, or give them a size",
    ]];
  }
  const { problem } = constantOf(field, field.reply.constant);
  return problem === undefined ? [] : [["reply", problem]];
}

function replyOfNumber(field: FieldForm, { form }: Place): Found {
  const { type, reply } = field;
  if (type === "bytes" || reply === "same") return [];
  if ("sum" in reply) return reply.sum.flatMap((name) => addend(name, { form, field }));
  const { problem } = "plus" in reply
    ? plusOf(type, reply.plus)
    : constantOf(field, reply.constant);
  return problem === undefined ? [] : [["reply", problem]];
}

function addend(
  name: string,
  { form, field }: { readonly form: LayoutForm; readonly field: FieldForm },
): Found {
  const other = form.fields.find((candidate) => candidate.name === name);
  const numbers = form.fields.filter(({ type }) => type !== "bytes");
  if (other === undefined) return [["reply", noField(name, numbers)]];
  if (other.type === "bytes") {
    return [[
      "reply",
      `${quoted(name)} is bytes, which can't be added up; name number fields only`,
    ]];
  }
  if (!isFloat(other) || isFloat(field)) return [];
  return [[
    "reply",
    `${quoted(name)} is a ${other.type}, this a ${field.type}; make this one a float64`,
  ]];
}

function noField(name: string, fields: readonly FieldForm[]): string {
  const names = fields.map((field) => field.name);
  const meant = nearest(name, names);
  if (meant !== null) return `No field ${quoted(name)} that fits; did you mean ${quoted(meant)}`;
  const choice = names.length === 0 ? "there is none yet" : `write one of ${names.join(", ")}`;
  return `No field ${quoted(name)} that fits; ${choice}`;
}

function isUnsigned(field: FieldForm): boolean {
  return field.type !== "bytes" && NUMBER_KINDS[field.type].kind === "unsigned";
}

function isFloat(field: FieldForm): boolean {
  return field.type !== "bytes" && NUMBER_KINDS[field.type].kind === "float";
}
