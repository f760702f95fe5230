import type { Site } from "../../site/site.ts";
import type { Recogniser } from "../reading.ts";
import { isCutShort, type SentFile, sentFiles } from "./contents.ts";
import { isFailed, isNamed } from "./failing.ts";
import { tellsOf, webRecogniser } from "./recognise.ts";

/** The groups whose checks read large files. */
const READERS = ["content", "files", "connection", "concurrency"];
/** No socket takes less at once. */
const SMALLEST_ROOM_BYTES = 4096;
/** What is cut at a multiple of one of these has met the end of a buffer in the program. */
const ROUND_BYTES = [500, 512];

/**
 * Recognises files that lose their end where a socket was full: small ones never, and a large one here
 * and there, or not at a size that a program's own buffer may have.
 */
export function byLostParts(site: Site): Recogniser {
  return webRecogniser((run) => {
    const sent = sentFiles(run, site);
    const cut = sent.filter((one) =>
      isFailed(one.exchange.seen) && isCutShort(one) && one.length >= SMALLEST_ROOM_BYTES &&
      one.exchange.conversation.ending !== "reset"
    );
    const shortest = Math.min(...cut.map(({ length }) => length));
    const isSmallWhole = sent.every((one) => one.isIntact || one.file.bytes.length >= shortest);
    if (!isSmallWhole || !cut.some((one) => isAnyhow(one, sent))) return null;
    const shown = new Set(cut.map(({ exchange }) => exchange.seen));
    const isTold = tellsOf(cut.flatMap(({ exchange }) => exchange.response!.problems));
    return {
      isVague: true,
      explains: (seen) =>
        (READERS.includes(seen.group) && shown.has(seen)) ||
        (isNamed(seen, "resp-cl-exact") && isTold(seen)),
    };
  });
}

/** Whether the same file has come whole, or with another length, or its length is no buffer's. */
function isAnyhow({ file, length }: SentFile, sent: readonly SentFile[]): boolean {
  return ROUND_BYTES.every((size) => length % size !== 0) ||
    sent.some((one) => one.file === file && one.length !== length && isFinished(one));
}

/** Whether a file came whole, or as much of it as the server had to send. */
function isFinished({ exchange, file, length }: SentFile): boolean {
  return length >= file.bytes.length || isFailed(exchange.seen);
}
