import type { LineRules, Reader } from "./reader.ts";
import { Refusal } from "./refusal.ts";
import { FIELD_LINE, readFields, type Request, tokensOf } from "./request.ts";

/** The most content that a request may bring, in bytes: this server has no use for any. */
const MAX_CONTENT_BYTES = 1024 * 1024;

const CHUNK_LINE: LineRules = { ...FIELD_LINE, maxBytes: 4096, tooLong: 400, lfAlone: false };

/** How the content of a request ends: `chunked`, or behind this number of bytes. */
export type ContentLength = number | "chunked";

/** Finds out where the content of a request ends (RFC 9112, section 6.3); refuses whatever two servers could read in two ways. */
export function contentLength(request: Request): ContentLength {
  const lengths = request.fields.get("content-length") ?? [];
  if (!request.fields.has("transfer-encoding")) return fromLength(lengths);
  if (lengths.length > 0) throw new Refusal(400, "Content-Length beside Transfer-Encoding");
  if (request.minor === 0) throw new Refusal(400, "HTTP/1.0 has no Transfer-Encoding");
  const codings = tokensOf(request, "transfer-encoding");
  if (codings.some((coding) => coding !== "chunked")) {
    const isLost = codings.includes("chunked") && codings.at(-1) !== "chunked";
    throw new Refusal(isLost ? 400 : 501, "Only the chunked coding is known here");
  }
  if (codings.length !== 1) throw new Refusal(400, "The chunked coding is applied once");
  return "chunked";
}

function fromLength(lengths: readonly string[]): number {
  if (lengths.length > 1) throw new Refusal(400, "More than one Content-Length");
  const [length] = lengths;
  if (length === undefined) return 0;
  if (!/^\d+$/.test(length)) throw new Refusal(400, "Content-Length is no number");
  if (Number(length) > MAX_CONTENT_BYTES) throw new Refusal(413, "That is more than is taken here");
  return Number(length);
}

/** Reads the content of a request to its end and drops it: the next request begins behind it. */
export async function dropContent(reader: Reader, length: ContentLength): Promise<void> {
  if (length !== "chunked") return await drop(reader, length);
  let total = 0;
  for (;;) {
    const size = parseChunkSize(await reader.line(CHUNK_LINE));
    total += size;
    if (total > MAX_CONTENT_BYTES) throw new Refusal(413, "That is more than is taken here");
    if (size === 0) break;
    await drop(reader, size);
    if (await reader.line(CHUNK_LINE) !== "") {
      throw new Refusal(400, "A chunk is longer than it says");
    }
  }
  await readFields(reader); // trailers
}

function parseChunkSize(line: string): number {
  const digits = /^([0-9A-Fa-f]+)(?:[ \t]*;.*)?$/.exec(line)?.[1];
  if (digits === undefined) throw new Refusal(400, "A chunk has no size");
  return parseInt(digits, 16);
}

async function drop(reader: Reader, count: number): Promise<void> {
  for (let left = count; left > 0;) left -= (await reader.piece(left)).length;
}
