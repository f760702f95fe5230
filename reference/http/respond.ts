import { type Answer, type FilePart, page } from "./answer.ts";
import { isAllowed, type Protected } from "./authorisation.ts";
import { evaluate, rangeStillFits, type Validators } from "./conditions.ts";
import { formatDate } from "./date.ts";
import { find } from "./files.ts";
import { mediaType } from "./media_type.ts";
import { parseRange } from "./range.ts";
import { Refusal } from "./refusal.ts";
import { type Request, valueOf } from "./request.ts";
import { parseTarget, pathOf, type Target } from "./target.ts";

/** What is served. */
export interface Site {
  /** The folder that is served. */
  readonly docroot: string;
  /** What of it needs a password. */
  readonly protected?: readonly Protected[];
}

const ALLOW = { Allow: "GET, HEAD, OPTIONS" };

/** Methods that this server knows and has no use for; all others are unknown to it (RFC 9110, section 9.1). */
const KNOWN: ReadonlySet<string> = new Set(["POST", "PUT", "DELETE", "PATCH", "TRACE", "CONNECT"]);

/** The answer to a request whose head is well-formed. */
export async function respond(request: Request, site: Site): Promise<Answer> {
  const { method, target } = request;
  if (method === "OPTIONS" && target === "*") return { status: 204, fields: ALLOW };
  if (method === "CONNECT") return page(405, "This is no proxy.", ALLOW);
  const parsed = parseTarget(target);
  if (method === "OPTIONS") return { status: 204, fields: ALLOW };
  if (KNOWN.has(method)) return page(405, "Files are only read here.", ALLOW);
  if (method !== "GET" && method !== "HEAD") return page(501, "This method is not known here.");
  if (!isAllowed(request, { target: parsed, rules: site.protected ?? [] })) {
    const challenge = { "WWW-Authenticate": 'Basic realm="Staff only", charset="UTF-8"' };
    return page(401, "Who are you?", challenge);
  }
  return await serve(request, { target: parsed, docroot: site.docroot });
}

async function serve(
  request: Request,
  { target, docroot }: { readonly target: Target; readonly docroot: string },
): Promise<Answer> {
  const found = await find(docroot, target);
  if (found.kind === "missing") return page(404, "There is no such file here.");
  if (found.kind === "forbidden") return page(403, "This file is not for everybody.");
  if (found.kind === "folder") {
    const location = `${pathOf({ ...target, isFolder: true })}${target.query}`;
    return page(301, "This is a folder: its path ends in a slash.", { Location: location });
  }
  const { path, info } = found;
  const validators = validatorsOf(info);
  const verdict = evaluate(request, validators);
  if (verdict === "failed") return page(412, "The file is another one by now.");
  const fields = { ETag: validators.etag, "Last-Modified": formatDate(validators.modifiedMs) };
  if (verdict === "not-modified") return { status: 304, fields };
  const whole = { path, start: 0, length: info.size };
  return choosePart(request, { whole, validators, fields });
}

/** The whole file, or the part of it that a GET asks for (RFC 9110, section 14.2). */
function choosePart(
  request: Request,
  { whole, validators, fields }: {
    readonly whole: FilePart;
    readonly validators: Validators;
    readonly fields: Answer["fields"];
  },
): Answer {
  const { path, length: size } = whole;
  const more = { ...fields, "Content-Type": mediaType(path), "Accept-Ranges": "bytes" };
  const range = request.method === "GET" ? valueOf(request, "range") : undefined;
  const part = range !== undefined && rangeStillFits(request, validators)
    ? parseRange(range, size)
    : undefined;
  if (part === undefined) return { status: 200, fields: more, content: whole };
  if (part === "unsatisfiable") {
    return page(416, "The file is not that long.", { "Content-Range": `bytes */${size}` });
  }
  const last = part.start + part.length - 1;
  const place = { "Content-Range": `bytes ${part.start}-${last}/${size}` };
  return { status: 206, fields: { ...more, ...place }, content: { path, ...part } };
}

/** Time and size tell one state of a file from another; a time in the future would be a lie. */
function validatorsOf({ mtime, size }: Deno.FileInfo): Validators {
  const changedMs = mtime?.getTime() ?? 0;
  const modifiedMs = Math.floor(Math.min(changedMs, Date.now()) / 1000) * 1000;
  return { etag: `"${changedMs.toString(16)}-${size.toString(16)}"`, modifiedMs };
}

/** The answer to a request that was refused. */
export function refuse({ status, message }: Refusal): Answer {
  return page(status, `${message}.`);
}
