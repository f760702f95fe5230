/** What becomes of the checks against one wrong web server; globs over ids without the suite's name. */
export interface WebRow {
  /** These fail, or are skipped since one that they need has. */
  readonly must: readonly string[];
  /** These may fail: the order in which things happen decides. */
  readonly may?: readonly string[];
  /** Why it gets no name, where it gets none. */
  readonly unnamed?: string;
}

/** A row for each server of each mistake. */
export type WebRows = Readonly<Record<string, WebRow>>;
