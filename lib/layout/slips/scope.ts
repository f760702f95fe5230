import { countLimit, type Field, isNumberField, type Layout } from "../layout.ts";
import { NUMBER_KINDS } from "../number.ts";

/** Some fields of a layout, and how a sentence names them, in the singular. */
export interface Scope {
  readonly words: string;
  readonly names: ReadonlySet<string>;
}

/** The sets of fields that one slip may be made with, the widest first and none of them twice. */
export function scopes(layout: Layout, over: "numbers" | "bytes"): readonly Scope[] {
  const fields = layout.fields.filter((field) => isNumberField(field) === (over === "numbers"));
  const candidates = over === "numbers" ? numberScopes(layout, fields) : byteScopes(fields);
  const seen = new Set<string>();
  return candidates.flatMap(([words, members]) => {
    const key = members.map(({ name }) => name).join();
    if (members.length === 0 || seen.has(key)) return [];
    seen.add(key);
    const [only, ...more] = members;
    const label = only !== undefined && more.length === 0 ? `"${only.name}"` : words;
    return [{ words: label, names: new Set(members.map(({ name }) => name)) }];
  });
}

type Candidate = readonly [words: string, members: readonly Field[]];

function numberScopes(layout: Layout, fields: readonly Field[]): readonly Candidate[] {
  const isCount = (field: Field) => countLimit(layout, field) !== null;
  const plain = fields.filter((field) => !isCount(field));
  const counts = fields.filter(isCount);
  const sizes = [2, 4, 8].flatMap((size): Candidate[] => [
    [`every ${size * 8}-bit number`, fields.filter((field) => sizeOf(field) === size)],
    [
      `every ${size * 8}-bit number but the counts`,
      plain.filter((field) => sizeOf(field) === size),
    ],
  ]);
  return [
    ["every number", fields],
    ["every number but the counts", plain],
    ...sizes,
    ...fields.map((field): Candidate => [`"${field.name}"`, [field]]),
    ...fields.map((field): Candidate => [
      `every number but "${field.name}"`,
      fields.filter((other) => other !== field),
    ]),
    ["every count", counts],
  ];
}

function byteScopes(fields: readonly Field[]): readonly Candidate[] {
  return [["every text", fields], ...fields.map((field): Candidate => [field.name, [field]])];
}

function sizeOf(field: Field): number {
  return isNumberField(field) ? NUMBER_KINDS[field.type].size : 0;
}
