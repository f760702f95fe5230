import { z } from "zod";
import { quoted } from "../layout/form.ts";
import { nearest } from "../layout/near.ts";

/** A table of a lab file: an unknown key is told with the one that was meant. */
export function table<T extends z.core.$ZodLooseShape>(
  owner: string,
  shape: T,
): z.ZodObject<T, z.core.$strict> {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === "unrecognized_keys"
        ? `Unknown key ${quoted(issue.keys[0])} in ${owner}; ${advice(issue.keys[0], known)}`
        : `Expected ${owner} to be a table of ${listed(known)}, found ${quoted(issue.input)}`,
  });
}

/** One of a few words. */
export function choice<const T extends readonly string[]>(
  name: string,
  words: T,
): z.ZodEnum<{ [K in T[number]]: K }> {
  return z.enum(words, {
    error: ({ input }) =>
      `Expected ${name} to be ${listed(words)}, found ${quoted(input)}${meant(input, words)}`,
  });
}

/** A whole number of a range. */
export function whole(
  name: string,
  { from, to }: { readonly from: number; readonly to: number },
): z.ZodInt {
  const error = ({ input }: { readonly input?: unknown }) =>
    `Expected ${name} to be a whole number from ${from} to ${to}, found ${quoted(input)}`;
  return z.int({ error }).min(from, { error }).max(to, { error });
}

/** A text of one character or more. `example` shows one as it is written. */
export function text(name: string, example: string): z.ZodString {
  const error = ({ input }: { readonly input?: unknown }) =>
    `Expected ${name} to be a text, found ${quoted(input)}; write for instance ${example}`;
  return z.string({ error }).min(1, { error });
}

/** A list. `example` shows one as it is written. */
export function list<T extends z.ZodType>(
  name: string,
  { of, example }: { readonly of: T; readonly example: string },
): z.ZodArray<T> {
  const error = ({ input }: { readonly input?: unknown }) =>
    `Expected ${name} to be a list, found ${quoted(input)}; write for instance ${example}`;
  return z.array(of, { error });
}

/** A table whose keys are ids and globs. `example` shows one as it is written. */
export function byId<T extends z.ZodType>(
  name: string,
  { of, example }: { readonly of: T; readonly example: string },
): z.ZodRecord<z.ZodString, T> {
  return z.record(z.string(), of, {
    error: ({ input }) =>
      `Expected ${name} to be a table of ids, found ${
        quoted(input)
      }; write for instance ${example}`,
  });
}

/** `core, standard or strict`. */
export function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}

function advice(word: string | undefined, known: readonly string[]): string {
  const near = word === undefined ? null : nearest(word, known);
  return near === null ? `write ${listed(known)}` : `did you mean ${quoted(near)}?`;
}

function meant(input: unknown, words: readonly string[]): string {
  const near = typeof input === "string" ? nearest(input, words) : null;
  return near === null ? "" : `; did you mean ${quoted(near)}?`;
}
