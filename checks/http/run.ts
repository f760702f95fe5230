import type { BodyComparison, ProblemKind } from "../../lib/http/mod.ts";
import type { HttpRules, Protected } from "../../lib/site/rules.ts";
import type { Site, SiteFile } from "../../lib/site/site.ts";
import { Notebook } from "./notebook.ts";
import { inOrder } from "./pick.ts";

/** What one run knows of the server that it grades; every run has its own. */
export class Run {
  readonly notebook = new Notebook();
  /** The kinds of problems that were told already. */
  readonly told = new Set<ProblemKind>();
  /** How many messages stopped in the middle. */
  stalls = 0;
  /** How many requests with a defect were left without an answer, for sure. */
  ignored = 0;
  /** How many connections the server left open behind our end. */
  lingers = 0;
  /** Whether full patience is due whatever was seen before. */
  isPatient = false;
  /** Whether a second request on a connection is answered; `null` until it was tried. */
  keepsAlive: boolean | null = null;
  /** The method with which content is taken; `undefined` until it was tried, `null` where none is. */
  contentMethod: string | null | undefined = undefined;
  readonly #usual = new Map<string, Pick<BodyComparison, "differsAt" | "length">>();
  /** The paths that need a password. */
  readonly protectedPaths: readonly Protected[];
  /** The files that may be asked for, the simplest first. */
  readonly files: readonly SiteFile[];
  /** The size of the largest file, in bytes. */
  readonly largestBytes: number;

  constructor(readonly site: Site, readonly rules: HttpRules = {}) {
    this.protectedPaths = rules.protected ?? [];
    this.files = inOrder(site.files.filter((file) => this.isOpen(file)));
    this.largestBytes = Math.max(0, ...site.files.map(({ bytes }) => bytes.length));
  }

  /** The file that a folder stands for. */
  get index(): string {
    return this.rules.index ?? "index.html";
  }

  /** Remembers what comes for a file: other checks are not about what is wrong with it. */
  getUsedTo(file: SiteFile, { differsAt, length }: BodyComparison): void {
    this.#usual.set(file.path, { differsAt, length });
  }

  /** Whether the content of an answer is what always comes for that file. */
  isUsual({ path }: SiteFile, { differsAt, length }: BodyComparison): boolean {
    const usual = this.#usual.get(path);
    return usual !== undefined && usual.differsAt === differsAt && usual.length === length;
  }

  /** Whether a file may be asked for without a password. */
  isOpen({ path }: Pick<SiteFile, "path">): boolean {
    return !this.protectedPaths.some((rule) => isBelow(`/${path}`, rule.path));
  }
}

/** Whether a path is another, or lies below it. */
export function isBelow(path: string, folder: string): boolean {
  const whole = folder.replace(/\/$/, "");
  return path === whole || path.startsWith(`${whole}/`);
}
