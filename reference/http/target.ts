import { Refusal } from "./refusal.ts";
import type { Request } from "./request.ts";

/** What a request asks for. */
export interface Target {
  /** The names on the way down from the document root, decoded, with no `.` and no `..` among them. */
  readonly segments: readonly string[];
  /** Whether the path ends in a slash: a folder is meant. */
  readonly isFolder: boolean;
  /** The query with its question mark, or nothing. */
  readonly query: string;
}

/** The authority of a URI without user information: a name, an address, brackets round IPv6, and a port. */
const HOST = /^(?:\[[0-9A-Fa-f:.]+\]|(?:[A-Za-z0-9\-._~!$&'()*+,;=]|%[0-9A-Fa-f]{2})*)(?::\d*)?$/;

/** The characters of a path and a query (RFC 3986): no fragment, no space, nothing beyond ASCII. */
const PATH_AND_QUERY = /^\/[A-Za-z0-9\-._~!$&'()*+,;=:@%/?]*$/;

/** Checks the Host field: exactly one in HTTP/1.1, and a valid one (RFC 9112, section 3.2). */
export function checkHost({ fields, minor }: Request): void {
  const hosts = fields.get("host") ?? [];
  if (hosts.length > 1 || (hosts.length === 0 && minor > 0)) {
    throw new Refusal(400, "A request has exactly one Host field");
  }
  if (!HOST.test(hosts[0] ?? "")) throw new Refusal(400, "The Host field is no host");
}

/** Takes a request target apart: origin-form or absolute-form (RFC 9112, section 3.2). */
export function parseTarget(target: string): Target {
  const absolute = /^http:\/\/([^/?#]+)(.*)$/i.exec(target);
  if (absolute !== null && !HOST.test(absolute[1] ?? "")) {
    throw new Refusal(400, "The request target names no host");
  }
  const rest = absolute?.[2] ?? target;
  const whole = absolute !== null && !rest.startsWith("/") ? `/${rest}` : rest;
  if (!PATH_AND_QUERY.test(whole)) throw new Refusal(400, "The request target is malformed");
  const mark = whole.indexOf("?");
  const path = mark < 0 ? whole : whole.slice(0, mark);
  // First take apart, then decode, then look at the dots: a "%2e%2e" is as good as "..", and "%2f" no separator.
  const names = path.split("/").slice(1).map(decode);
  const isFolder = ["", ".", ".."].includes(names.at(-1) ?? "");
  return { segments: withoutDots(names), isFolder, query: mark < 0 ? "" : whole.slice(mark) };
}

/** The path of a target, encoded again. */
export function pathOf({ segments, isFolder }: Target): string {
  const path = `/${segments.map(encodeURIComponent).join("/")}`;
  return isFolder && segments.length > 0 ? `${path}/` : path;
}

function decode(name: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(name); // exactly once
  } catch {
    throw new Refusal(400, "A percent sign has no two digits behind it, or they are no UTF-8");
  }
  if (decoded.includes("\0")) throw new Refusal(400, "The path holds a NUL");
  return decoded;
}

function withoutDots(names: readonly string[]): readonly string[] {
  const way: string[] = [];
  for (const name of names) {
    if (name === "..") {
      if (way.pop() === undefined) {
        throw new Refusal(400, "The path leads out of the document root");
      }
    } else if (name !== "." && name !== "") way.push(name);
  }
  return way;
}
