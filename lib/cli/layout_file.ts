import { basename, extname, isAbsolute, join } from "node:path";
import type { Layout } from "../layout/layout.ts";
import type { Screen } from "./screen.ts";
import { UsageError } from "./usage_error.ts";

/**
 * Reads a record layout from a file. Throws a `UsageError` with the place of the first thing that is
 * wrong in it, and what to write instead. YAML is loaded only here: no other run has to wait for it.
 */
export async function readLayoutFile(
  file: string,
  { folder }: Pick<Screen, "folder">,
): Promise<Layout> {
  const text = await readText(isAbsolute(file) ? file : join(folder, file), file);
  const { parseLayout } = await import("../layout/parse.ts");
  const { layout, problems } = parseLayout(text, { name: basename(file, extname(file)) });
  if (layout) return layout;
  const [first] = problems;
  const more = problems.length > 1 ? `; ${problems.length - 1} more behind it` : "";
  throw new UsageError(`${file}:${first?.line}:${first?.column}: ${first?.message}${more}`);
}

async function readText(path: string, file: string): Promise<string> {
  try {
    return await Deno.readTextFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The layout can't be read from "${file}": ${reason}`);
  }
}
