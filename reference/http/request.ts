import type { LineRules, Reader } from "./reader.ts";
import { Refusal } from "./refusal.ts";

/** The first line of a request. */
export interface RequestLine {
  /** The method: case-sensitive, known or not. */
  readonly method: string;
  /** The request target as it came. */
  readonly target: string;
  /** The version's first digit. */
  readonly major: number;
  /** The version's second digit: 0 or, for 1.1 and whatever may follow it, 1 or more. */
  readonly minor: number;
}

/** The head of a request. */
export interface Request extends RequestLine {
  /** The fields, names in lower case; several lines of one field are several values. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

const MAX_FIELDS = 256;
const MAX_HEAD_BYTES = 64 * 1024;

const REQUEST_LINE: LineRules = {
  maxBytes: 16 * 1024,
  tooLong: 414,
  forbidden: /[^\t\x20-\x7e]/,
  lfAlone: true,
};

/** Field values may hold bytes from 80 up, but no control characters: a bare CR among them. */
export const FIELD_LINE: LineRules = {
  maxBytes: 32 * 1024,
  tooLong: 431,
  forbidden: /[^\t\x20-\x7e\x80-\xff]/,
  lfAlone: true,
};

/** A token (RFC 9110, section 5.6.2): what methods and field names are made of. */
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** Reads a request line (RFC 9112, section 3); nothing where the client ended its side behind an empty line. */
export async function readRequestLine(reader: Reader): Promise<RequestLine | undefined> {
  let line = await reader.line(REQUEST_LINE);
  if (line === "") { // section 2.2: one empty line is forgiven
    if (!await reader.more()) return undefined;
    line = await reader.line(REQUEST_LINE);
  }
  const [, method = "", target = "", major, minor] =
    /^([^ \t]+) ([^ \t]+) HTTP\/(\d)\.(\d)$/.exec(line) ?? [];
  if (!TOKEN.test(method)) throw new Refusal(400, "The request line is malformed");
  return { method, target, major: Number(major), minor: Number(minor) };
}

/** Checks the version: HTTP/1 with any second digit is understood (RFC 9110, section 6.2). */
export function checkVersion({ major }: RequestLine): void {
  if (major !== 1) throw new Refusal(505, "This server speaks HTTP/1.1");
}

/** Reads field lines up to the empty line: those of a head, or trailers. */
export async function readFields(reader: Reader): Promise<ReadonlyMap<string, readonly string[]>> {
  const fields = new Map<string, string[]>();
  let bytes = 0;
  for (let count = 0;; count++) {
    const line = await reader.line(FIELD_LINE);
    if (line === "") return fields;
    bytes += line.length + 2;
    if (count >= MAX_FIELDS || bytes > MAX_HEAD_BYTES) {
      throw new Refusal(431, "There are too many header fields, or they are too long");
    }
    const colon = line.indexOf(":");
    const name = line.slice(0, colon).toLowerCase();
    // No colon, no name, a space before the colon, a folded line: none of these is a token.
    if (colon < 0 || !TOKEN.test(name)) throw new Refusal(400, "A header field is malformed");
    const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, "");
    fields.set(name, [...fields.get(name) ?? [], value]);
  }
}

/** The members of a list field, over all its lines. */
export function listOf({ fields }: Pick<Request, "fields">, name: string): readonly string[] {
  const members = (fields.get(name) ?? []).join(",").split(",").map((member) => member.trim());
  return members.filter((member) => member !== "");
}

/** The members of a list of tokens, in lower case. */
export function tokensOf(request: Pick<Request, "fields">, name: string): readonly string[] {
  return listOf(request, name).map((token) => token.toLowerCase());
}

/** The value of a field that stands once; of several lines the first. */
export function valueOf({ fields }: Pick<Request, "fields">, name: string): string | undefined {
  return fields.get(name)?.[0];
}
