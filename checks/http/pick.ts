import type { Site, SiteFile, SiteFolder } from "../../lib/site/site.ts";
import { NotApplicable } from "../../lib/wire/mismatch.ts";
import type { Run } from "./run.ts";

/** Where files are picked from. */
export type From = Pick<Run, "site" | "isOpen" | "files" | "index">;

const PLAIN_PATH = /^(?:[A-Za-z0-9_-]+\/)*[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+$/;
const TEXT = /\.(?:html?|txt|css|js|md|csv)$/;

/** The first file with a property, plain names and shallow folders first; not applicable where there is none. */
export function pick(
  run: From,
  what: string,
  has: (file: SiteFile) => boolean,
): SiteFile {
  const found = run.files.find(has);
  if (found) return found;
  throw new NotApplicable(`The document root has no ${what}`);
}

/** Files in the order in which they are picked: hidden ones left out, plain names and shallow folders first. */
export function inOrder(files: readonly SiteFile[]): readonly SiteFile[] {
  const shown = files.filter((file) => !isHidden(file));
  return shown.sort((a, b) => rank(a) - rank(b) || (a.path < b.path ? -1 : 1));
}

/** A small text under a plain name: the file of all checks that are about something else. */
export function plainFile(run: From): SiteFile {
  const simple = (file: SiteFile) =>
    PLAIN_PATH.test(file.path) && TEXT.test(file.path) && isAscii(file) &&
    file.bytes.length >= 32 && file.bytes.length <= 8192;
  const some = (file: SiteFile) => PLAIN_PATH.test(file.path) && file.bytes.length > 0;
  return run.files.find(simple) ?? pick(run, "file under a plain name", some);
}

/** The page of the document root itself. */
export function rootIndex(run: From): SiteFile {
  return pick(run, run.index, ({ path }) => path === run.index);
}

/** A folder with a plain name that has its own index, or that has none. */
export function pickFolder(run: From, { hasIndex }: Pick<SiteFolder, "hasIndex">): SiteFolder {
  const found = run.site.folders.find((folder) =>
    folder.hasIndex === hasIndex && /^[A-Za-z0-9/_-]+$/.test(folder.path) && run.isOpen(folder)
  );
  if (found) return found;
  throw new NotApplicable(
    `The document root has no folder ${hasIndex ? "with" : "without"} its ${run.index}`,
  );
}

/** Whether a file's bytes are all ASCII. */
export function isAscii({ bytes }: SiteFile): boolean {
  return bytes.every((byte) => byte < 0x80);
}

/** How a site is named in a sentence. */
export function siteWords({ docroot }: Site): string {
  return docroot.replace(/\/$/, "");
}

function isHidden({ path }: SiteFile): boolean {
  return path.split("/").some((name) => name.startsWith("."));
}

function rank({ path }: SiteFile): number {
  return (PLAIN_PATH.test(path) ? 0 : 100) + path.split("/").length;
}
