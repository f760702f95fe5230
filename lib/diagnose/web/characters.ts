import type { WrongLength } from "./lengths.ts";

/**
 * Whether a length is that of the text in characters or in UTF-16 units, and the text has fewer of them
 * than bytes. Content that isn't kept whole, or isn't UTF-8, has no such number.
 */
export function isInCharacters({ announced, came, content }: WrongLength): boolean {
  if (content.length < came || announced >= came) return false;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(content);
    return announced === text.length || announced === [...text].length;
  } catch {
    return false;
  }
}
