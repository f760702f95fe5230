import { type Request, valueOf } from "./request.ts";
import type { Target } from "./target.ts";

/** A path that only one user may see (RFC 7617). */
export interface Protected {
  /** The path, as `/attic` or `/attic/map.json`; all that lies below it is protected, too. */
  readonly path: string;
  /** The user's name. */
  readonly user: string;
  /** The user's password. */
  readonly password: string;
}

/** Whether a request may see its target: it lies below no protected path, or the credentials are right. */
export function isAllowed(
  request: Request,
  { target, rules }: { readonly target: Target; readonly rules: readonly Protected[] },
): boolean {
  const given = credentials(valueOf(request, "authorization") ?? "");
  return rules.every(({ path, user, password }) =>
    !isBelow(target.segments, path) || given === `${user}:${password}`
  );
}

/** Compares names, not characters: `/attic` protects `/attic/map.json` and not `/attics`. */
function isBelow(segments: readonly string[], path: string): boolean {
  const names = path.split("/").filter((name) => name !== "");
  return names.every((name, index) => segments[index] === name);
}

/** The `user:password` of a Basic authorisation, in UTF-8. */
function credentials(value: string): string | undefined {
  const encoded = /^basic +([A-Za-z0-9+/]+=*)$/i.exec(value)?.[1];
  if (encoded === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0));
    return new TextDecoder().decode(bytes);
  } catch {
    return undefined;
  }
}
