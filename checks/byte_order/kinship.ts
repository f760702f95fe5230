import type { Random } from "../../lib/bytes/random.ts";
import { utf8 } from "../../lib/bytes/text.ts";
import { difference } from "../../lib/layout/difference.ts";
import { encode, fieldSpans } from "../../lib/layout/encode.ts";
import { isNumberField, type Layout, type LayoutRecord } from "../../lib/layout/layout.ts";
import { replyOf } from "../../lib/layout/reply.ts";
import { recogniseSlips } from "../../lib/layout/slips.ts";
import { resembles } from "../resemblance.ts";
import { plainLength, recordOf } from "./material.ts";

/**
 * A record that most mistakes leave recognisable: its numbers hold bytes that no server can guess, and
 * each text is one letter again and again, so that no exchange of bytes changes it.
 */
export function greeting(layout: Layout, random: Random): LayoutRecord {
  return recordOf(layout, random, {
    text: (_, field) => utf8(random.letters(1).repeat(plainLength(layout, field))),
  });
}

/** Whether `answer` has to do with `record`: some of its bytes, in any order that a mistake gives. */
export function isAnswerTo(layout: Layout, record: LayoutRecord, answer: Uint8Array): boolean {
  if (answer.length === 0) return false;
  if (kinOf(layout, record).some((kin) => resembles(kin, answer))) return true;
  return isKnownSlip(layout, record, answer);
}

/** The request, the right reply, and their numbers in other forms. */
function kinOf(layout: Layout, record: LayoutRecord): readonly Uint8Array[] {
  return [record, replyOf(layout, record)].flatMap((values) => [
    encode(layout, values),
    ...fieldSpans(layout, values).flatMap(({ field }) => {
      if (!isNumberField(field)) return [];
      const value = values[field.name] ?? 0;
      const turned = {
        ...field,
        order: field.order === "big" ? "little" as const : "big" as const,
      };
      return [utf8(String(value)), encode({ name: layout.name, fields: [turned] }, values)];
    }),
  ]);
}

function isKnownSlip(layout: Layout, record: LayoutRecord, observed: Uint8Array): boolean {
  const request = encode(layout, record);
  const expected = encode(layout, replyOf(layout, record));
  return difference(layout, { expected, observed }).length === 0 ||
    recogniseSlips(layout, { request, observed }).length > 0;
}
