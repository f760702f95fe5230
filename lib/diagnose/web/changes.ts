import { sameBytes } from "../../bytes/compare.ts";
import type { Site, SiteFile } from "../../site/site.ts";
import type { Observation, Observations } from "../observation.ts";
import { anyOf, type Recogniser } from "../reading.ts";
import { COMPARED_BYTES, type SentFile, sentFiles } from "./contents.ts";
import { drawContent } from "./content_drawing.ts";
import { exchangesOf } from "./exchange.ts";
import { isFailed, isNamed } from "./failing.ts";
import { wrongLengthOf } from "./lengths.ts";
import { tellsOf, webRecogniser } from "./recognise.ts";

/** What a slip makes of the bytes of a file. */
export type Change = (bytes: Uint8Array) => Uint8Array;

/** What became of files that a slip has its hands on. */
export interface Spoiling {
  /** Whether the slip leaves a file as it is. */
  readonly spares: (file: SiteFile) => boolean;
  /** Whether what came is what the slip makes of the file; asked only of what isn't the file. */
  readonly made: (sent: SentFile) => boolean;
  /** Whether what was made of a file shows the slip, and not just a part of it that others have, too. */
  readonly tells?: (sent: SentFile) => boolean;
}

/** A change that has another one in it, and shows only where it does more than that. */
export interface Within {
  readonly change: Change;
  readonly inner: Change;
}

/** Groups whose checks read content, and are not about anything else. */
const READERS = ["reach", "content", "files", "connection", "concurrency", "range", "requests"];
/** How many files are tried before a slip is given up. */
const TRIED_FILES = 2;
/** Behind so many bytes a change may have been cut by where a buffer ended. */
const MARGIN_BYTES = 16;

/** Recognises what a slip does to all files alike, whatever their kind, by what it makes of each. */
export function byChanges(site: Site, ...changes: readonly (Change | Within)[]): Recogniser {
  return anyOf(...changes.map((change) => {
    const { change: whole, inner } = typeof change === "function"
      ? { change, inner: (bytes: Uint8Array) => bytes }
      : change;
    return bySpoiling(site, () => spoilingBy(whole, inner));
  }));
}

/** Recognises a slip by what it makes of the files. */
export function bySpoiling(site: Site, spoiling: (run: Observations) => Spoiling): Recogniser {
  return webRecogniser((run) => {
    const { spares, made, tells = () => true } = spoiling(run);
    const sent = sentFiles(run, site);
    const isMade = (one: SentFile) => !spares(one.file) && made(one);
    const strange = sent.filter((one) => !one.isIntact && isFailed(one.exchange.seen))
      .sort((a, b) => a.file.bytes.length - b.file.bytes.length);
    if (!firstOfEach(strange).some(isMade)) return null;
    const shown = new Set(strange.filter(isMade));
    if (![...shown].some(tells)) return null;
    const kinds = new Set([...shown].map(({ file }) => kindOf(file)));
    const own = Map.groupBy(sent, ({ exchange }) => exchange.seen);
    const isTold = tellsOf(
      [...shown].flatMap(({ exchange }) =>
        wrongLengthOf(exchange).length > 0 ? exchange.response!.problems : []
      ),
    );
    return {
      explains: (seen) =>
        (READERS.includes(seen.group) && isSpoilt(seen, own.get(seen) ?? [])) ||
        (isNamed(seen, "resp-cl-exact", "resp-no-stray-bytes") &&
          (isTold(seen) || (own.get(seen) ?? []).some((one) => shown.has(one)))),
      contradicts: (seen) =>
        (own.get(seen) ?? []).some((one) =>
          one.isIntact && !spares(one.file) && kinds.has(kindOf(one.file))
        ),
      draw: () => drawContent([...shown]),
    };

    function isSpoilt(seen: Observation, files: readonly SentFile[]): boolean {
      if (files.some((one) => shown.has(one))) return true;
      if (seen.group === "range") return isPartOf(seen);
      return seen.evidence === "bytes" && files.some(({ file }) => isLong(file));
    }

    function isPartOf(seen: Observation): boolean {
      return exchangesOf(seen).some(({ request }) =>
        [...shown].some(({ exchange }) => exchange.request.target === request.target)
      );
    }
  });
}

/** Of the smallest files one each: where the slip was made, one of them shows it. */
function firstOfEach(sent: readonly SentFile[]): readonly SentFile[] {
  const files = new Set<SiteFile>();
  return sent.filter(({ file }) => !files.has(file) && files.add(file)).slice(0, TRIED_FILES);
}

/** What a change of all bytes makes of the files, told from its beginning where a file is long. */
function spoilingBy(change: Change, inner: Change): Spoiling {
  const whole = once((file) => change(start(file)));
  const without = once((file) => inner(start(file)));
  const isSame = (file: SiteFile, a: Uint8Array, b: Uint8Array) =>
    isLong(file) ? isSameStart(a, b) : sameBytes(a, b);
  const spares = (file: SiteFile) => isSame(file, whole(file), start(file));
  return {
    spares,
    made({ file, came, length }) {
      const due = whole(file);
      if (length === due.length && sameBytes(came, due.subarray(0, COMPARED_BYTES))) return true;
      return isLong(file) && came.length > MARGIN_BYTES && due.length > MARGIN_BYTES &&
        isSameStart(came, due);
    },
    tells: ({ file }) => !isSame(file, whole(file), without(file)),
  };
}

/** What is to be known of a file, found out once for each. */
function once<T>(find: (file: SiteFile) => T): (file: SiteFile) => T {
  const known = new Map<SiteFile, T>();
  return (file) => {
    if (!known.has(file)) known.set(file, find(file));
    return known.get(file)!;
  };
}

function start({ bytes }: SiteFile): Uint8Array {
  return bytes.subarray(0, COMPARED_BYTES);
}

function isLong({ bytes }: SiteFile): boolean {
  return bytes.length > COMPARED_BYTES;
}

/** Whether two beginnings are the same, but for where they were cut. */
function isSameStart(a: Uint8Array, b: Uint8Array): boolean {
  const known = Math.min(a.length, b.length) - MARGIN_BYTES;
  return known > 0 && sameBytes(a.subarray(0, known), b.subarray(0, known));
}

function kindOf({ path }: SiteFile): string {
  return path.slice(path.lastIndexOf(".") + 1);
}
