import type { Target } from "./target.ts";

/** What lies at a path: a file, a folder (asked for without its slash), or nothing that may be seen. */
export type Found =
  | { readonly kind: "file"; readonly path: string; readonly info: Deno.FileInfo }
  | { readonly kind: "folder" }
  | { readonly kind: "missing" }
  | { readonly kind: "forbidden" };

const SEPARATOR = Deno.build.os === "windows" ? "\\" : "/";

/** Finds what a target means below the document root, and nothing else: links that lead out of it are missing. */
export async function find(docroot: string, { segments, isFolder }: Target): Promise<Found> {
  if (segments.some(isHidden)) return { kind: "missing" };
  try {
    const root = await Deno.realPath(docroot);
    const path = await Deno.realPath([root, ...segments].join(SEPARATOR));
    // With the separator: /srv/www-private begins with /srv/www, too.
    const inside = path === root ||
      path.startsWith(root.endsWith(SEPARATOR) ? root : root + SEPARATOR);
    if (!inside) return { kind: "missing" };
    const info = await Deno.stat(path);
    if (info.isDirectory && !isFolder) return { kind: "folder" };
    if (info.isDirectory) {
      return await find(docroot, {
        segments: [...segments, "index.html"],
        isFolder: false,
        query: "",
      });
    }
    return info.isFile && !isFolder ? { kind: "file", path, info } : { kind: "missing" };
  } catch (error) {
    return { kind: error instanceof Deno.errors.PermissionDenied ? "forbidden" : "missing" };
  }
}

/** Names that begin with a dot are nobody's business, and a separator inside a name is no name. */
function isHidden(name: string): boolean {
  return (name.startsWith(".") && name !== ".well-known") || /[/\\]/.test(name);
}
