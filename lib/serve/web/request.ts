import type { WebRequest } from "./steps.ts";

/** All values of a field. */
export function valuesOf({ fields }: WebRequest, name: string): readonly string[] {
  return fields.filter(([other]) => other === name).map(([, value]) => value);
}

/** A path without its percent signs; `null` where one has no two digits, or where it is no UTF-8. */
export function percentDecoded(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** Bytes for characters, one to one. */
export function latin1(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}
