/** One file of a document root. */
export interface SiteFile {
  /** Its way from the document root, with slashes: `rooms/index.html`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** One folder of a document root, the root itself left out. */
export interface SiteFolder {
  /** Its way from the document root: `rooms`. */
  readonly path: string;
  readonly hasIndex: boolean;
}

/** A file that lies outside the document root, and that no client may see. */
export interface OutsideFile {
  /** Its way from the document root: `../ledger.txt`. */
  readonly path: string;
  /** Its first bytes. */
  readonly bytes: Uint8Array;
}

/** What a server is to serve: the files of a folder, and what lies beside it. */
export interface Site {
  /** The folder, as its user wrote it. */
  readonly docroot: string;
  readonly files: readonly SiteFile[];
  readonly folders: readonly SiteFolder[];
  readonly outside: readonly OutsideFile[];
  /** The path of a file that is new in this run, where there is one. */
  readonly fresh?: string | undefined;
}

/** The path of a request for a file or a folder, percent-encoded: `/opening%20hours.txt`. */
export function targetOf({ path }: Pick<SiteFile, "path">): string {
  return `/${path.split("/").map(encodeURIComponent).join("/")}`;
}
