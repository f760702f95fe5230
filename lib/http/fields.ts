import type { Field } from "./field_line.ts";

/** All values of the fields called `name`, in any case, in the order in which they came. */
export function fieldValues(fields: readonly Field[], name: string): readonly string[] {
  const wanted = name.toLowerCase();
  return fields.filter((field) => field.name.toLowerCase() === wanted).map((field) => field.value);
}

/** The value of the first field called `name`, in any case. */
export function fieldValue(fields: readonly Field[], name: string): string | undefined {
  return fieldValues(fields, name)[0];
}

/** The members of a comma-separated list field over all its lines, in lower case (RFC 9110 §5.6.1). */
export function listMembers(fields: readonly Field[], name: string): readonly string[] {
  return fieldValues(fields, name)
    .flatMap((value) => value.split(","))
    .map((member) => member.trim().toLowerCase())
    .filter((member) => member !== "");
}
