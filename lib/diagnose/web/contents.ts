import { joinBytes } from "../../bytes/byte_list.ts";
import { sameBytes } from "../../bytes/compare.ts";
import { type Site, type SiteFile, targetOf } from "../../site/site.ts";
import type { Observation, Observations } from "../observation.ts";
import { allExchanges, isServed, type WebExchange } from "./exchange.ts";
import { sentValues } from "./sent_request.ts";

/** A file that was asked for, and the content that came for it under 2xx. */
export interface SentFile {
  readonly exchange: WebExchange;
  readonly file: SiteFile;
  /** The first bytes of what came behind the head, as many as are surely known. */
  readonly came: Uint8Array;
  /** How many bytes came behind the head. */
  readonly length: number;
  /** Whether it came as it is, as far as it is compared. */
  readonly isIntact: boolean;
}

/** Content beyond this isn't compared: the record may lack it. */
export const COMPARED_BYTES = 8192;

const bySite = new WeakMap<Site, ReadonlyMap<string, SiteFile>>();
const byRun = new WeakMap<Observations, readonly SentFile[]>();

/** All files of a run that were asked for whole by a plain GET, and came. */
export function sentFiles(run: Observations, site: Site): readonly SentFile[] {
  const known = byRun.get(run);
  if (known) return known;
  const found = allExchanges(run).flatMap((exchange) => {
    const file = fileAskedFor(exchange, site);
    return file && isServed(exchange) ? [sentFile(exchange, file)] : [];
  });
  byRun.set(run, found);
  return found;
}

/** The file that a plain GET asks for whole; `undefined` for anything else. */
export function fileAskedFor({ request }: WebExchange, site: Site): SiteFile | undefined {
  const { method, isPlain, target } = request;
  if (method !== "GET" || !isPlain || sentValues(request, "range").length > 0) return undefined;
  const [path = ""] = target.split("?");
  return targetsOf(site).get(path.endsWith("/") ? `${path}index.html` : path);
}

function targetsOf(site: Site): ReadonlyMap<string, SiteFile> {
  const known = bySite.get(site) ?? new Map(site.files.map((file) => [targetOf(file), file]));
  bySite.set(site, known);
  return known;
}

function sentFile(exchange: WebExchange, file: SiteFile): SentFile {
  const { body, surplus } = exchange.response!;
  const came = surplus && body.framing === "length"
    ? joinBytes(body.kept, surplus.kept)
    : body.kept;
  const length = body.length + (body.framing === "length" ? surplus?.length ?? 0 : 0);
  const sent = { exchange, file, came: came.subarray(0, COMPARED_BYTES), length };
  return { ...sent, isIntact: isSame(sent, file) };
}

function isSame({ came, length }: Pick<SentFile, "came" | "length">, { bytes }: SiteFile): boolean {
  return length === bytes.length && sameBytes(came, bytes.subarray(0, COMPARED_BYTES));
}

/** Whether the beginning of a file came and no more. */
export function isCutShort({ file: { bytes }, came, length }: SentFile): boolean {
  return length < bytes.length && sameBytes(came, bytes.subarray(0, came.length));
}

/** Whether what an answer announces is the length of the file: if something else came, the length isn't wrong. */
export function isLengthOfFile(exchange: WebExchange, site: Site): boolean {
  return exchange.response?.body.announced === fileAskedFor(exchange, site)?.bytes.length &&
    isServed(exchange);
}

/** Whether a check asked for one file, and another one of the site came. */
export function isOtherFile(
  sent: readonly SentFile[],
  { seen, site }: { readonly seen: Observation; readonly site: Site },
): boolean {
  return sent.some((one) =>
    one.exchange.seen === seen && !one.isIntact && one.length > 0 &&
    site.files.some((file) => isSame(one, file))
  );
}
