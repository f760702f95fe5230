/** Larger sites than this are copied in part. */
const MAX_FILES = 2000;
const MAX_BYTES = 64 * 1024 * 1024;

/** A document root of one run. */
export interface SiteCopy {
  /** The folder. */
  readonly docroot: string;
  /** The file in it that nobody has ever seen. */
  readonly fresh: string;
}

/**
 * Copies a document root into `folder`, adds a file that nobody has ever seen, and puts secrets beside
 * it. What was recorded from another server earns nothing with it.
 */
export function copySite(docroot: string, folder: string): SiteCopy {
  const copy = `${folder}/www`;
  const fresh = `0${randomWord()}.txt`;
  copyFolder(docroot, copy);
  Deno.writeTextFileSync(`${copy}/${fresh}`, randomText("A page of this run alone"));
  Deno.writeTextFileSync(`${folder}/${randomWord()}.txt`, randomText("Nobody may see this"));
  Deno.mkdirSync(`${folder}/www-private`);
  Deno.writeTextFileSync(`${folder}/www-private/ledger.txt`, randomText("Nor this"));
  return { docroot: copy, fresh };
}

/** Folders and files; links and whatever else there may be are left out. */
function copyFolder(from: string, to: string): void {
  let files = 0;
  let bytes = 0;
  const copy = (from: string, to: string): void => {
    Deno.mkdirSync(to, { recursive: true });
    for (const { name, isDirectory, isFile } of Deno.readDirSync(from)) {
      const [source, target] = [`${from}/${name}`, `${to}/${name}`];
      if (isDirectory) copy(source, target);
      if (!isFile || files >= MAX_FILES) continue;
      bytes += Deno.statSync(source).size;
      if (bytes > MAX_BYTES) return;
      files++;
      Deno.copyFileSync(source, target);
    }
  };
  copy(from, to);
}

function randomText(title: string): string {
  const lines = Array.from({ length: 8 }, () => Array.from({ length: 6 }, randomWord).join(" "));
  return [title, ...lines, ""].join("\n");
}

function randomWord(): string {
  return crypto.getRandomValues(new Uint8Array(5)).toHex();
}
