import type { Document } from "yaml";
import { type Path, type Problem, readYaml } from "../yaml/read_yaml.ts";
import type { Layout } from "./layout.ts";
import { layoutSchema } from "./schema.ts";

/** A layout, or all that keeps its text from being one. */
export type ParsedLayout =
  | { readonly layout: Layout; readonly problems?: undefined }
  | { readonly layout?: undefined; readonly problems: readonly Problem[] };

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
  const read = readYaml(text, layoutSchema, {
    prefix: (path, document) => fieldPrefix(path, { document }),
  });
  if (read.problems) return { problems: read.problems };
  const { value, source: { document } } = read;
  const named = document.has("name") || options.name === undefined;
  return { layout: named ? value : { ...value, name: options.name } };
}

/** `Field "long": `, or the field's place where it has no name, or nothing outside a field. */
export function fieldPrefix(
  path: Path,
  { document, above = [] }: { readonly document: Document; readonly above?: Path },
): string {
  const [list, index, key] = path.slice(above.length);
  if (list !== "fields" || typeof index !== "number") return "";
  const name = document.getIn([...above, list, index, "name"]);
  return typeof name === "string" && key !== "name"
    ? `Field ${JSON.stringify(name)}: `
    : `Field ${index + 1}: `;
}
