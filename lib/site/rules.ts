/** A path that only those may see who know a password. */
export interface Protected {
  /** The path and all below it: `/staff`. */
  readonly path: string;
  /** The user's name. */
  readonly user: string;
  /** The user's password. */
  readonly password: string;
}

/** What an assignment fixes for its web server, beside the files. */
export interface HttpRules {
  /** The file that a folder stands for; `index.html` unless told otherwise. */
  readonly index?: string;
  /** The one status for what isn't there. */
  readonly notFoundStatus?: number;
  /** The one status for a method that isn't supported. */
  readonly unsupportedMethod?: number;
  /** Paths that need a password. */
  readonly protected?: readonly Protected[];
}
