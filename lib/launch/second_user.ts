import { succeeds } from "./processes.ts";

/** Users that nobody has, so far as one can tell: each run takes one of them at random. */
const FIRST_USER = 61_184;
const USERS = 3000;
/** A larger folder than this isn't copied. */
const MAX_BYTES = 256 * 1024 * 1024;
const MAX_ENTRIES = 20_000;

/** A user of one run, and the copy of the submission that it owns. */
export interface SecondUser {
  readonly id: number;
  readonly folder: string;
}

/** Where the copy is made, and what it is without. */
export interface CopyOptions {
  readonly scratch: string;
  /** Files of the folder that the program may not read. */
  readonly hidden: readonly string[];
}

/**
 * Where root grades and there is no sandbox, programs run as a user of their own, in a copy of their
 * folder; `null` where that can't be had.
 */
export async function findSecondUser(
  folder: string,
  { scratch, hidden }: CopyOptions,
): Promise<SecondUser | null> {
  if (Deno.uid() !== 0 || !isSmall(folder)) return null;
  const id = FIRST_USER + crypto.getRandomValues(new Uint16Array(1))[0]! % USERS;
  const copy = `${scratch}/submission`;
  Deno.chmodSync(scratch, 0o711);
  const isThere = await succeeds([...asUser(id), "true"]) &&
    await succeeds(["cp", "-a", folder, copy]) && leavesOut({ folder, copy, hidden }) &&
    await giveTo(id, copy) &&
    await succeeds([...asUser(id), "test", "-w", copy]);
  return isThere ? { id, folder: copy } : null;
}

/** The words that make another user of a process. */
export function asUser(id: number): readonly string[] {
  return ["setpriv", "--reuid", String(id), "--regid", String(id), "--clear-groups", "--"];
}

/** Makes a folder and all in it a user's own. */
export function giveTo(id: number, folder: string): Promise<boolean> {
  return succeeds(["chown", "-R", `${id}:${id}`, folder]);
}

/** Takes hidden files out of a copy, and whatever links to them. */
function leavesOut(
  { folder, copy, hidden }: Pick<CopyOptions, "hidden"> & {
    readonly folder: string;
    readonly copy: string;
  },
): boolean {
  const root = Deno.realPathSync(folder);
  for (const path of hidden) {
    for (const name of new Set([path, realPath(path)])) {
      const inside = [folder, root].find((top) => name.startsWith(`${top}/`));
      if (inside === undefined) continue;
      try {
        Deno.removeSync(`${copy}${name.slice(inside.length)}`);
      } catch (error) {
        if (!(error instanceof Deno.errors.NotFound)) return false;
      }
    }
  }
  return true;
}

function realPath(path: string): string {
  try {
    return Deno.realPathSync(path);
  } catch {
    return path; // what isn't there can't be read
  }
}

function isSmall(folder: string): boolean {
  let bytes = 0;
  const queue = [folder];
  for (let entries = 0, at = queue.pop(); at !== undefined; at = queue.pop()) {
    for (const { name, isDirectory } of Deno.readDirSync(at)) {
      if (isDirectory) queue.push(`${at}/${name}`);
      bytes += isDirectory ? 0 : Deno.lstatSync(`${at}/${name}`).size;
      if (++entries > MAX_ENTRIES || bytes > MAX_BYTES) return false;
    }
  }
  return true;
}
