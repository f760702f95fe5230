/** Control and format characters (among them those that turn the direction of writing), separators of lines, and what no terminal can show. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/gu;

const SHORT_ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/** A text on one line in which nothing can steer a terminal: what could is written as an escape. */
export function safe(text: string): string {
  return text.replace(UNSAFE, escapeCharacter);
}

/** A text with its lines kept and everything else made safe. */
export function safeLines(text: string): string {
  return text.split(/\r?\n/).map((line) => safe(line.replaceAll("\t", "    "))).join("\n");
}

/** At most `limit` characters of a text, with `...` behind where it was longer. */
export function cut(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, Math.max(0, limit - 3))}...`;
}

/** Every string in a value made safe; those under a key of `keepLines` keep their lines. */
export function safeStrings<T>(value: T, keepLines: readonly string[] = []): T {
  return safeValue(value, { keepLines, inLines: false }) as T;
}

interface Place {
  readonly keepLines: readonly string[];
  readonly inLines: boolean;
}

function safeValue(value: unknown, place: Place): unknown {
  if (typeof value === "string") return place.inLines ? safeLines(value) : safe(value);
  if (Array.isArray(value)) return value.map((item) => safeValue(item, place));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => {
    const inLines = place.keepLines.includes(key);
    return [key, safeValue(item, { ...place, inLines })] as const;
  });
  return Object.fromEntries(entries);
}

function escapeCharacter(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return SHORT_ESCAPES[character] ??
    (code < 0x100 ? `\\x${hex.padStart(2, "0")}` : `\\u{${hex}}`);
}
