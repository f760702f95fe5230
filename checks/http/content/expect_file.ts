import { indexOfBytes } from "../../../lib/bytes/compare.ts";
import { counted, hexByte } from "../../../lib/bytes/text.ts";
import type { ProblemKind } from "../../../lib/http/mod.ts";
import type { SiteFile } from "../../../lib/site/site.ts";
import { Mismatch } from "../../../lib/wire/mismatch.ts";
import { expectServed } from "../answer.ts";
import type { Exchange } from "../dialogue.ts";

/**
 * Expects a success with the content of a file, byte for byte. How the message was framed doesn't matter
 * here: a wrong length is told elsewhere.
 */
export function expectFile(exchange: Exchange, file: SiteFile, asked = askedFor(exchange)): void {
  const { response } = exchange;
  if (response?.head || !response) expectServed(exchange, asked);
  const { content } = exchange;
  if (!response || !content || content.same) return;
  if (response.problems.some(({ kind }) => BROKEN.has(kind))) {
    return expectFound(exchange, file, asked);
  }
  const { length, differsAt } = content;
  if (differsAt === undefined && length >= file.bytes.length) return;
  const isShort = differsAt === undefined || differsAt >= length;
  if (isShort && length < file.bytes.length) throw cutShort(exchange, file, asked);
  throw changed(exchange, file, { at: differsAt ?? length, asked });
}

/** What leaves the content unreadable: told by a check of its own. */
const BROKEN: ReadonlySet<ProblemKind> = new Set([
  "chunk-size",
  "chunk-data-end",
  "chunk-shorter",
  "no-last-chunk",
  "no-blank-line",
]);

/**
 * Expects a success with a file, be its content wrong in the way that it always is: that is told by the
 * checks of the content, once.
 */
export function expectFound(exchange: Exchange, file: SiteFile, asked = askedFor(exchange)): void {
  const { response, content, isUsual } = exchange;
  if (response?.head || !response) expectServed(exchange, asked);
  if (isUsual || content?.length === file.bytes.length || !response) return;
  const sample = file.bytes.subarray(0, SAMPLE_BYTES);
  if (indexOfBytes(response.body.kept, sample) >= 0) return;
  if (content && !content.same) {
    throw changed(exchange, file, { at: content.differsAt ?? content.length, asked });
  }
}

/** So many of a file's first bytes show which file it is. */
const SAMPLE_BYTES = 200;

/** `GET /index.html`, as a sentence begins. */
export function askedFor({ request }: Exchange): string {
  const { method, target } = request;
  return `${method} ${target.length > 60 ? `${target.slice(0, 60)}…` : target}`;
}

function cutShort(
  { content, response, ending }: Exchange,
  file: SiteFile,
  asked: string,
): Mismatch {
  const length = content?.length ?? 0;
  const isStalled = !response?.complete && ending === "open";
  return new Mismatch(
    `${asked} brought only ${length.toLocaleString("en")} of ${
      counted(file.bytes.length, "byte")
    } of ${file.path}`,
    {
      evidence: isStalled ? "silence" : ending === "reset" ? "ending" : "bytes",
      expected: `${counted(file.bytes.length, "byte")} of ${file.path}`,
      observed: counted(length, "byte"),
      difference: difference(response?.body.kept, file, length),
    },
  );
}

function changed(
  { content, response }: Exchange,
  file: SiteFile,
  { at, asked }: { at: number; asked: string },
): Mismatch {
  const want = file.bytes[at];
  const kept = response?.body.kept ?? new Uint8Array();
  const got = kept[at];
  const words = want === undefined
    ? `goes on behind the ${counted(file.bytes.length, "byte")} of ${file.path}`
    : `differs from ${file.path} in byte ${at.toLocaleString("en")}`;
  const bytes = want === undefined || got === undefined
    ? ""
    : `: ${hexByte(got)} instead of ${hexByte(want)}`;
  return new Mismatch(`The content of ${asked} ${words}${bytes}`, {
    evidence: "bytes",
    expected: `the ${counted(file.bytes.length, "byte")} of ${file.path}`,
    observed: `${counted(content?.length ?? 0, "byte")} that differ from byte ${at} on`,
    difference: difference(kept, file, at),
  });
}

function difference(
  observed: Uint8Array = new Uint8Array(),
  { bytes }: SiteFile,
  offset: number,
): { expected: Uint8Array; observed: Uint8Array; offset: number } | undefined {
  return offset <= observed.length ? { expected: bytes, observed, offset } : undefined;
}
