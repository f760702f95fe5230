import { parseDate } from "./date.ts";
import { listOf, type Request, valueOf } from "./request.ts";

/** What tells one state of a file from another (RFC 9110, section 8.8). */
export interface Validators {
  /** A strong entity tag, quotes included. */
  readonly etag: string;
  /** When the file was last changed, in milliseconds, whole seconds. */
  readonly modifiedMs: number;
}

/** What the preconditions of a request come to. */
export type Verdict = "go-on" | "not-modified" | "failed";

/** Evaluates the preconditions of GET and HEAD in the order of RFC 9110, section 13.2.2. */
export function evaluate(request: Request, current: Validators): Verdict {
  if (request.fields.has("if-match")) {
    if (!matches(request, { field: "if-match", etag: current.etag, weak: false })) return "failed";
  } else if (isOlderThan(current, valueOf(request, "if-unmodified-since")) === false) {
    return "failed";
  }
  if (request.fields.has("if-none-match")) {
    const known = matches(request, { field: "if-none-match", etag: current.etag, weak: true });
    return known ? "not-modified" : "go-on";
  }
  const known = isOlderThan(current, valueOf(request, "if-modified-since"));
  return known === true ? "not-modified" : "go-on";
}

/** Whether a range may be sent: there is no If-Range, or it names this very state (section 13.1.5). */
export function rangeStillFits(request: Request, { etag, modifiedMs }: Validators): boolean {
  const wanted = valueOf(request, "if-range");
  return wanted === undefined || wanted === etag || parseDate(wanted) === modifiedMs;
}

function matches(
  request: Request,
  { field, etag, weak }: { readonly field: string; readonly etag: string; readonly weak: boolean },
): boolean {
  const tags = listOf(request, field);
  if (tags.includes("*")) return true;
  return tags.includes(etag) || (weak && tags.includes(`W/${etag}`));
}

/** Whether the file is no newer than a date; `undefined` where there is no date, or none that counts. */
function isOlderThan({ modifiedMs }: Validators, value: string | undefined): boolean | undefined {
  const dateMs = value === undefined ? undefined : parseDate(value);
  return dateMs === undefined ? undefined : modifiedMs <= dateMs;
}
