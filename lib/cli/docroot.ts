import { isAbsolute, join } from "node:path";
import type { Screen } from "./screen.ts";
import { UsageError } from "./usage_error.ts";

/** The folder that `--docroot` names, seen from where the user stands. Throws a `UsageError` where there is none. */
export function docrootFolder(docroot: string, { folder }: Pick<Screen, "folder">): string {
  const path = isAbsolute(docroot) ? docroot : join(folder, docroot);
  if (isFolder(path)) return path;
  throw new UsageError(`There is no folder "${docroot}": --docroot wants the one that is served`);
}

function isFolder(path: string): boolean {
  try {
    return Deno.statSync(path).isDirectory;
  } catch {
    return false;
  }
}
