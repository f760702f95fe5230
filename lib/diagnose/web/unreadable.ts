import type { Site, SiteFile } from "../../site/site.ts";
import type { Observation, Observations } from "../observation.ts";
import type { Recogniser } from "../reading.ts";
import { fileAskedFor } from "./contents.ts";
import { allExchanges, isDropped, isServed, type WebExchange } from "./exchange.ts";
import { webRecogniser } from "./recognise.ts";

/** Recognises an exception at files that can't be read in one way: they fail, all others are served. */
export function byUnreadable(site: Site, isReadable: (bytes: Uint8Array) => boolean): Recogniser {
  return webRecogniser((run) => {
    const asked = askedFiles(run, site);
    const [readable, unreadable] = [
      asked.filter(({ file }) => isReadable(file.bytes)),
      asked.filter(({ file }) => !isReadable(file.bytes)),
    ];
    const failed = unreadable.filter(({ exchange }) => isFailure(exchange));
    if (failed.length === 0 || unreadable.some(({ exchange }) => isServed(exchange))) return null;
    const smallest = Math.min(...failed.map(({ file }) => file.bytes.length));
    const isNoMatterOfSize = readable.some(({ exchange, file }) =>
      isServed(exchange) && file.bytes.length > smallest
    );
    if (!isNoMatterOfSize || new Set(failed.map(({ file }) => file)).size < 2) return null;
    const shown = new Set<Observation>(failed.map(({ exchange }) => exchange.seen));
    return { isVague: true, explains: (seen) => shown.has(seen) };
  });
}

interface Asked {
  readonly exchange: WebExchange;
  readonly file: SiteFile;
}

function askedFiles(run: Observations, site: Site): readonly Asked[] {
  return allExchanges(run).flatMap((exchange) => {
    const file = fileAskedFor(exchange, site);
    return file ? [{ exchange, file }] : [];
  });
}

/** An error of the server's own, or the end of the connection instead of an answer. */
function isFailure(exchange: WebExchange): boolean {
  return (exchange.status ?? 0) >= 500 || isDropped(exchange);
}
