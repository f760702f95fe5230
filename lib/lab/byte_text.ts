import { z } from "zod";
import { joinBytes } from "../bytes/byte_list.ts";
import { latin1, utf8 } from "../bytes/text.ts";
import { quoted } from "../layout/form.ts";

const ESCAPES: Readonly<Record<string, number>> = {
  r: 13,
  n: 10,
  t: 9,
  0: 0,
  "\\": 92,
  '"': 34,
  "'": 39,
  "/": 47,
};

/** Bytes as text: UTF-8, with `\r`, `\n`, `\t`, `\0`, `\\` and `\xNN`; `null` where an escape is unknown. */
export function bytesOf(text: string): Uint8Array | null {
  const parts = text.match(/\\x[0-9A-Fa-f]{2}|\\[^]?|[^\\]+/g) ?? [];
  const bytes = parts.map((part) => {
    if (!part.startsWith("\\")) return utf8(part);
    const code = part.length === 4 ? parseInt(part.slice(2), 16) : ESCAPES[part.slice(1)];
    return code === undefined ? null : new Uint8Array([code]);
  });
  return bytes.includes(null) ? null : joinBytes(...bytes.filter((piece) => piece !== null));
}

/** The form of bytes as text, one or more. */
export function byteText(name: string): z.ZodString {
  const error = ({ input }: { readonly input?: unknown }) =>
    `Expected ${name} to be bytes as text with \\r, \\n, \\t, \\0, \\\\ and \\xNN, found ${
      quoted(input)
    }`;
  return z.string({ error }).min(1, { error }).refine((text) => bytesOf(text) !== null, { error });
}

/** A regular expression over bytes, each of which is one character; `null` where it is none. */
export function patternOf(text: string): RegExp | null {
  try {
    return new RegExp(text, "s");
  } catch {
    return null;
  }
}

/** Where a pattern first matches in bytes: the offset behind the match; `null` where it doesn't. */
export function endOfMatch(pattern: RegExp, bytes: Uint8Array): number | null {
  const found = pattern.exec(latin1(bytes));
  return found ? found.index + found[0].length : null;
}

/** The form of a pattern: one that no silence matches. */
export function patternText(): z.ZodString {
  const given = ({ input }: { readonly input?: unknown }) => quoted(input);
  return z.string({
    error: (issue) => `Expected pattern to be a regular expression, found ${given(issue)}`,
  }).refine((text) => patternOf(text) !== null, {
    error: (issue) => `${given(issue)} is no regular expression; write for instance '^OK [0-9]+'`,
  }).refine((text) => patternOf(text)?.test("") !== true, {
    error: (issue) =>
      `${given(issue)} matches no bytes at all, too: silence would pass; write what must come`,
  });
}
