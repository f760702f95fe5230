import type { Check } from "../check.ts";
import type { Report } from "../report.ts";
import { renderJson } from "./json.ts";
import { renderPretty } from "./pretty.ts";

/** What a reporter knows beside the report. */
export interface RenderOptions {
  /** All checks of the suites that were graded, by id. */
  readonly checks: ReadonlyMap<string, Check>;
  /** The command that grades the same again, as it can be pasted; `null` where the reader can't use it. */
  readonly again: string | null;
  /** The lab file that the run went by, as the command line has it. */
  readonly lab?: string;
  /** The options that start the server's program, where the run has started it itself. */
  readonly launch?: readonly string[];
  /** Whether colour may be used. */
  readonly color: boolean;
  /** What each group shows, in a few words, by `suite/group`. */
  readonly groups?: ReadonlyMap<string, string>;
  /** How wide a line may be, in characters; 0 where nobody knows. */
  readonly columns: number;
  /** Whether every failure is shown in full, and the conversations of passed checks, too. */
  readonly verbose: boolean;
}

/** Turns a report into text. */
export type Reporter = (report: Report, options: RenderOptions) => string;

/** Every format by its name. */
export const REPORT_FORMATS = {
  pretty: renderPretty,
  json: renderJson,
} as const satisfies Record<string, Reporter>;

/** The name of a format. */
export type ReportFormat = keyof typeof REPORT_FORMATS;
