/** One request, as its bytes go out: nothing about it is put right on the way. */
export interface Request {
  readonly method: string;
  readonly target: string;
  readonly version: "HTTP/1.0" | "HTTP/1.1";
  readonly bytes: Uint8Array;
  /** Whether it is not as HTTP wants it, or more than a server need take: answers to it are judged apart. */
  readonly isHostile: boolean;
}

/** What a request is made of, where it isn't a plain `GET`. */
export interface RequestParts {
  readonly method?: string;
  readonly target?: string;
  /** The version as it is written. */
  readonly version?: string;
  /** The value of `Host`; `null` for none. */
  readonly host?: string | null;
  /** Field lines without their ends, between `Host` and `Connection`. */
  readonly fields?: readonly string[];
  /** The value of `Connection`; `null` for none. `close` unless told otherwise. */
  readonly connection?: string | null;
  /** Content behind the head; it brings no field with it. */
  readonly content?: string;
  /** The whole first line, instead of method, target and version. */
  readonly line?: string;
  readonly isHostile?: boolean;
}

/** Puts a request together. Characters stand for bytes, one to one. */
export function requestOf(
  parts: RequestParts,
  defaults: { readonly host: string; readonly target: string },
): Request {
  const { method = "GET", target = defaults.target, version = "HTTP/1.1" } = parts;
  const { host = defaults.host, connection = "close", fields = [], content = "" } = parts;
  const lines = [
    parts.line ?? `${method} ${target} ${version}`,
    ...(host === null ? [] : [`Host: ${host}`]),
    ...fields,
    ...(connection === null ? [] : [`Connection: ${connection}`]),
  ];
  return {
    method,
    target,
    version: version === "HTTP/1.0" ? version : "HTTP/1.1",
    bytes: latin1(`${lines.map((line) => `${line}\r\n`).join("")}\r\n${content}`),
    isHostile: parts.isHostile ?? false,
  };
}

/** Content that no check cares about. */
export const CONTENT = "hello";

/** A piece of text as one chunk, and the last chunk behind it. */
export function chunked(text: string): string {
  return `${text.length.toString(16)}\r\n${text}\r\n0\r\n\r\n`;
}

/** Proper content, whichever way its end is marked. */
export const PROPER = {
  length: { fields: [`Content-Length: ${CONTENT.length}`], content: CONTENT },
  chunked: { fields: ["Transfer-Encoding: chunked"], content: chunked(CONTENT) },
} as const;

/** Bytes for characters, one to one. */
export function latin1(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** A request as an argument of `printf`, in single quotes. */
export function printfOf({ bytes }: Pick<Request, "bytes">): string {
  const escaped = Array.from(bytes, (byte) => ESCAPES.get(byte) ?? plain(byte)).join("");
  return `printf '${escaped}'`;
}

const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x09, "\\t"],
  [0x0a, "\\n"],
  [0x0d, "\\r"],
  [0x25, "%%"],
  [0x27, "\\047"],
  [0x5c, "\\\\"],
]);

function plain(byte: number): string {
  return byte >= 0x20 && byte < 0x7f
    ? String.fromCharCode(byte)
    : `\\${byte.toString(8).padStart(3, "0")}`;
}
