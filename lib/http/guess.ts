import { type Field, isPlainlyContent } from "./field_line.ts";
import { fieldValue } from "./fields.ts";

/** Whether the first byte of a line shows already that it belongs to no head; NULs in front don't count. */
export function beginsContent(
  bytes: Uint8Array,
  { at, inFields }: { readonly at: number; readonly inFields: boolean },
): boolean {
  let index = at;
  while (bytes[index] === 0) index += 1;
  const first = bytes[index];
  if (first === undefined) return false;
  const character = String.fromCharCode(first);
  if (/[\r\n]/.test(character)) return false;
  return inFields ? isPlainlyContent(character) : !/[\t A-Za-z0-9]/.test(character);
}

/** Whether what stands behind the last whole line, when the stream ends, is a body and no cut field line. */
export function isContentCutShort(partial: string, fields: readonly Field[]): boolean {
  if (partial === "" || partial.trim() === "") return false;
  const announced = Number(fieldValue(fields, "Content-Length"));
  return announced === partial.length || isPlainlyContent(partial);
}
