import { describeBadDate, parseHttpDate } from "./date.ts";
import type { Field } from "./field_line.ts";
import type { Head } from "./head.ts";
import { type Problem, problem } from "./problem.ts";

/** Fields that a response holds once at most, in lower case (RFC 9110 §5.3). */
const SINGLETONS: ReadonlySet<string> = new Set([
  "age",
  "content-length",
  "content-location",
  "content-range",
  "content-type",
  "date",
  "etag",
  "expires",
  "last-modified",
  "location",
  "retry-after",
  "server",
]);

const DATES: ReadonlySet<string> = new Set(["date", "last-modified"]);

/** Judges the fields of a head that is well-formed by itself: repeated fields and dates. */
export function lintHead(head: Head): readonly Problem[] {
  return [...repeated(head.fields), ...head.fields.flatMap(badDate)];
}

function repeated(fields: readonly Field[]): readonly Problem[] {
  const seen = new Set<string>();
  return fields.flatMap((field) => {
    const name = field.name.toLowerCase();
    const again = seen.has(name) && SINGLETONS.has(name);
    seen.add(name);
    if (!again) return [];
    return [problem("duplicate-singleton", field.offset, `Second ${field.name}`)];
  });
}

function badDate({ name, value, offset }: Field): readonly Problem[] {
  if (!DATES.has(name.toLowerCase())) return [];
  const what = describeBadDate(value);
  if (what !== undefined) return [problem("date-format", offset, `${what}: ${name} "${value}"`)];
  if (parseHttpDate(value)?.weekdayIsRight === false) {
    return [problem("date-weekday", offset, `${name} "${value}" is not on that weekday`)];
  }
  return [];
}
