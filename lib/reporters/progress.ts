import stringWidth from "string-width";
import type { CheckReport } from "../report.ts";

/** What a run tells while it goes on, as far as progress shows it. */
export type ProgressEvent =
  | { readonly type: "suite"; readonly suite: string; readonly checks: number }
  | { readonly type: "check"; readonly check: Pick<CheckReport, "status"> };

/** How far the suite that is being graded has come. */
export interface Progress {
  readonly suite: string;
  readonly done: number;
  readonly total: number;
  readonly failed: number;
}

/** Where progress is shown. */
export interface ProgressScreen {
  /** Writes to standard error. */
  err(text: string): void;
  readonly errIsTerminal: boolean;
  /** The width of the terminal; 0 where nobody knows. */
  readonly columns: number;
}

/** Progress on a terminal. */
export interface LiveProgress {
  onEvent(event: ProgressEvent): void;
  /** Takes the line away again. */
  clear(): void;
}

/** Progress before anything has happened. */
export const NO_PROGRESS: Progress = { suite: "", done: 0, total: 0, failed: 0 };

/** A terminal that doesn't say how wide it is is taken to have so many columns. */
const USUAL_COLUMNS = 80;
/** Back to the beginning of the line, and delete it to its end. */
const ERASE = "\r\x1b[K";

/** Progress as one line of a terminal's standard error, written anew with each event; nothing in a pipe. */
export function liveProgress(screen: ProgressScreen): LiveProgress {
  if (!screen.errIsTerminal) return { onEvent: () => {}, clear: () => {} };
  let progress = NO_PROGRESS;
  let shown = "";
  const show = (line: string) => {
    if (line !== shown) screen.err(ERASE + line);
    shown = line;
  };
  return {
    onEvent(event) {
      progress = advance(progress, event);
      show(progressLine(progress, screen.columns));
    },
    clear: () => show(""),
  };
}

/** Progress after one more event. */
export function advance(progress: Progress, event: ProgressEvent): Progress {
  if (event.type === "suite") {
    return { ...NO_PROGRESS, suite: event.suite, total: event.checks };
  }
  const failed = progress.failed + (event.check.status === "fail" ? 1 : 0);
  return { ...progress, done: progress.done + 1, failed };
}

/** Progress in a line that leaves the last column free: there a terminal would begin a new one. */
export function progressLine(
  { suite, done, total, failed }: Progress,
  columns: number,
): string {
  const room = (columns > 0 ? Math.floor(columns) : USUAL_COLUMNS) - 1;
  const count = `${done} of ${total}`;
  const failures = failed > 0 ? `, ${failed} failed` : "";
  const lines = [`${suite}   ${count}${failures}`, `${count}${failures}`, count];
  return lines.find((line) => stringWidth(line) <= room) ?? "";
}
