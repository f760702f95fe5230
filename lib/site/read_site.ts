import type { OutsideFile, Site, SiteFile, SiteFolder } from "./site.ts";

/** Larger files than this are left out, and so is what lies deeper or beyond these counts. */
const MAX_FILE_BYTES = 16 * 1024 * 1024;
const MAX_TOTAL_BYTES = 64 * 1024 * 1024;
const MAX_FILES = 2000;
const MAX_DEPTH = 8;
/** How much of a file outside is kept to recognise it, and of how many. */
const OUTSIDE_BYTES = 4096;
const MAX_OUTSIDE = 3;

/** Reads the folder that a server serves, whose folders stand for their `index`. Throws what `Deno.readDirSync` throws where there is none. */
export function readSite(docroot: string, index = "index.html"): Site {
  const files: SiteFile[] = [];
  const folders: SiteFolder[] = [];
  let left = MAX_TOTAL_BYTES;
  const walk = (folder: string, depth: number): void => {
    const entries = entriesOf(join(docroot, folder));
    for (const { name, isFile, isDirectory } of entries) {
      const path = folder === "" ? name : `${folder}/${name}`;
      if (isDirectory && depth < MAX_DEPTH) {
        folders.push({ path, hasIndex: holds(index, join(docroot, path)) });
        walk(path, depth + 1);
      }
      const bytes = isFile && files.length < MAX_FILES ? readFile(join(docroot, path), left) : null;
      if (bytes === null) continue;
      left -= bytes.length;
      files.push({ path, bytes });
    }
  };
  walk("", 0);
  return { docroot, files, folders, outside: outsideOf(docroot, files) };
}

function entriesOf(folder: string): readonly Deno.DirEntry[] {
  return [...Deno.readDirSync(folder)].sort((a, b) => a.name < b.name ? -1 : 1);
}

function holds(file: string, folder: string): boolean {
  return entriesOf(folder).some(({ name, isFile }) => isFile && name === file);
}

/** A file's bytes; `null` for one that is too large or can't be read. */
function readFile(path: string, atMostBytes: number): Uint8Array | null {
  try {
    const { size } = Deno.statSync(path);
    return size <= Math.min(MAX_FILE_BYTES, atMostBytes) ? Deno.readFileSync(path) : null;
  } catch {
    return null;
  }
}

/** Files that lie beside the document root, those in a folder whose name begins as its own first. */
function outsideOf(docroot: string, inside: readonly SiteFile[]): readonly OutsideFile[] {
  try {
    const root = Deno.realPathSync(docroot);
    const parent = root.slice(0, root.lastIndexOf("/"));
    const own = root.slice(root.lastIndexOf("/") + 1);
    if (parent === "") return [];
    const beside = entriesOf(parent);
    const siblings = beside.filter(({ name, isDirectory }) =>
      isDirectory && name !== own && name.startsWith(own)
    );
    const names = [
      ...siblings.flatMap(({ name }) =>
        entriesOf(join(parent, name)).filter(({ isFile }) => isFile).slice(0, 1)
          .map((entry) => `${name}/${entry.name}`)
      ),
      ...beside.filter(({ isFile }) => isFile).map(({ name }) => name),
    ];
    return names.flatMap((name): OutsideFile[] => {
      const bytes = readFile(join(parent, name), MAX_FILE_BYTES)?.subarray(0, OUTSIDE_BYTES);
      const isSecret = bytes !== undefined && bytes.length >= 16 &&
        !inside.some((file) => startsWith(file.bytes, bytes));
      return isSecret ? [{ path: `../${name}`, bytes }] : [];
    }).slice(0, MAX_OUTSIDE);
  } catch {
    return []; // what can't be read can't be missed
  }
}

function startsWith(whole: Uint8Array, part: Uint8Array): boolean {
  return whole.length >= part.length && part.every((byte, i) => byte === whole[i]);
}

function join(folder: string, name: string): string {
  return name === "" ? folder : `${folder}/${name}`;
}
