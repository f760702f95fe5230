import { randomFrom } from "../../lib/bytes/random.ts";
import { utf8 } from "../../lib/bytes/text.ts";
import type { Layout, LayoutRecord } from "../../lib/layout/layout.ts";
import { NUMBER_KINDS, wrap } from "../../lib/layout/number.ts";
import { type Filling, recordOf } from "./material.ts";

/** A record to try by hand: its numbers are 01 02, 01 02 03 04 and so on, its text `hi`. */
export function sample(layout: Layout, filling: Filling = {}): LayoutRecord {
  return recordOf(layout, randomFrom("sample"), {
    number: (field) =>
      filling.number?.(field) ??
        (NUMBER_KINDS[field.type].kind === "float" ? 1.5 : ascending(field.type)),
    text: (room, field) => filling.text?.(room, field) ?? utf8("hi").subarray(0, room),
  });
}

function ascending(type: keyof typeof NUMBER_KINDS): number | bigint {
  const { size } = NUMBER_KINDS[type];
  let value = 0n;
  for (let byte = 1n; byte <= size; byte++) value = (value << 8n) | byte;
  return wrap(value, type);
}
