import { fieldPrefix } from "../layout/parse.ts";
import { type Path, type Problem, readYaml, type Source } from "../yaml/read_yaml.ts";
import { keepEscapes } from "./keep_escapes.ts";
import { type Lab, labSchema } from "./schema.ts";

/** A lab and where everything in it stands, or all that keeps its text from being one. */
export type ParsedLab =
  | { readonly lab: Lab; readonly source: Source; readonly problems?: undefined }
  | {
    readonly lab?: undefined;
    readonly source?: undefined;
    readonly problems: readonly Problem[];
  };

/**
 * Reads a lab from YAML, of which JSON is a part; never throws for what the text says.
 *
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const { problems } = parseLab("title: Lab 1\nsuites: { tcp-ecko: }");
 * const [{ line, column, message }] = problems!;
 * assertEquals([line, column], [2, 11]);
 * assertEquals(message, 'Unknown key "tcp-ecko" in suites; did you mean "tcp-echo"?');
 * ```
 */
export function parseLab(text: string): ParsedLab {
  const read = readYaml(text, labSchema, { prepare: keepEscapes, prefix: layoutPrefix });
  if (read.problems) return { problems: read.problems };
  return { lab: read.value, source: read.source };
}

function layoutPrefix(path: Path, document: Source["document"]): string {
  return path[0] === "layout" ? fieldPrefix(path, { document, above: ["layout"] }) : "";
}
