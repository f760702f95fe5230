import { type Document, isMap, isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";
import type { Layout } from "./layout.ts";
import { layoutSchema } from "./schema.ts";

/** What is wrong in a layout file, where, and what to write instead. */
export interface LayoutProblem {
  /** The place in the data, as in `fields[2].type`; empty for the whole. */
  readonly path: string;
  /** The line in the text, from 1. */
  readonly line: number;
  /** The column in that line, from 1. */
  readonly column: number;
  /** What is wrong, and what to write instead. */
  readonly message: string;
}

/** A layout, or all that keeps its text from being one. */
export type ParsedLayout =
  | { readonly layout: Layout; readonly problems?: undefined }
  | { readonly layout?: undefined; readonly problems: readonly LayoutProblem[] };

/** How to read a layout's text. */
export interface ParseLayoutOptions {
  /** What to call the layout where its text gives it no name. */
  readonly name?: string;
}

/**
 * Reads a layout from YAML, of which JSON is a part; never throws for what the text says.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const { layout, problems } = parseLayout("fields: [{ name: n, type: u23 }]");
 * assertEquals(layout, undefined);
 * assertEquals(problems?.[0]?.message, 'Field "n": Unknown type "u23"; write u32');
 * ```
 */
export function parseLayout(text: string, options: ParseLayoutOptions = {}): ParsedLayout {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  if (document.errors.length > 0) {
    return { problems: document.errors.map(({ message, pos }) => at(lines, pos[0], message)) };
  }
  const data = plainData(document);
  if (data.problem !== undefined) return { problems: [at(lines, 0, data.problem)] };
  const result = layoutSchema.safeParse(data.value);
  if (!result.success) {
    return { problems: result.error.issues.map((issue) => located(issue, { document, lines })) };
  }
  const named = document.has("name") || options.name === undefined;
  return { layout: named ? result.data : { ...result.data, name: options.name } };
}

/** The document as plain values; too many aliases are a problem of the text, not of ours. */
function plainData(document: Document): { readonly value?: unknown; readonly problem?: string } {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

function located(
  issue: z.core.$ZodIssue,
  { document, lines }: { readonly document: Document.Parsed; readonly lines: LineCounter },
): LayoutProblem {
  const path = issue.path.filter((step) => typeof step !== "symbol");
  const key = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
  const message = `${fieldPrefix(path, document)}${issue.message}`;
  return {
    ...at(lines, offsetOf([...path, ...(key === undefined ? [] : [key])], document), message),
    path: written(path),
  };
}

/** `Field "long": `, or the field's place where it has no name, or nothing outside a field. */
function fieldPrefix(path: readonly (string | number)[], document: Document): string {
  const [list, index] = path;
  if (list !== "fields" || typeof index !== "number") return "";
  const name = document.getIn([list, index, "name"]);
  return typeof name === "string" && path[2] !== "name"
    ? `Field ${JSON.stringify(name)}: `
    : `Field ${index + 1}: `;
}

/** Where the deepest part of `path` that is written starts; a key where it is the last step. */
function offsetOf(path: readonly (string | number)[], document: Document): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const step = path[depth - 1];
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => String(key) === String(step))
      : undefined;
    if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function at(lines: LineCounter, offset: number, message: string): LayoutProblem {
  const { line, col } = lines.linePos(offset);
  return { path: "", line: Math.max(line, 1), column: Math.max(col, 1), message };
}

function written(path: readonly (string | number)[]): string {
  return path.map((step, at) =>
    typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`
  ).join("");
}
