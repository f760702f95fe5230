import type { Level } from "../../../lib/check.ts";
import type { SiteFile } from "../../../lib/site/site.ts";
import { targetOf } from "../../../lib/site/site.ts";
import { type Due, expectServed, judgeAnswer } from "../answer.ts";
import { expectFound } from "../content/expect_file.ts";
import { type Http, type HttpCheck, httpCheck } from "../http_check.ts";
import { isServed } from "../learn.ts";
import { NotApplicable } from "../../../lib/wire/mismatch.ts";
import { plainFile } from "../pick.ts";
import { printfOf, requestOf, type RequestParts } from "../request.ts";
import { rfc } from "../sources.ts";

/** A request with one defect, and what is due for it. */
export interface Rejection {
  readonly name: string;
  readonly title: string;
  readonly level: Level;
  readonly must: string;
  readonly why: string;
  readonly sections: readonly string[];
  /** Which request it is, as a sentence begins. */
  readonly asked: string;
  /** What is wrong with it, beside a plain GET. */
  readonly defect: (at: Place) => RequestParts;
  /** The same without its defect; a plain GET unless told otherwise. */
  readonly twin?: (at: Place) => RequestParts;
  readonly due: Due;
  /** Whether it shows only on a server that refuses a request without Host. */
  readonly needsHost?: boolean;
}

/** What a request is made of that depends on the server. */
export interface Place {
  readonly host: string;
  /** The target that asks for a plain file. */
  readonly target: string;
}

/**
 * A check of one defect. A rejection counts only beside its valid twin: the same bytes without the
 * defect, on a connection of their own, must be served. A server that refuses everything refuses nothing.
 */
export function rejection(row: Rejection, group: string): HttpCheck {
  return httpCheck({
    id: `http/${group}/${row.name}`,
    title: row.title,
    level: row.level,
    must: row.must,
    why: row.why,
    sources: row.sections.map(rfc),
    byHand: {
      run: `${
        printfOf(requestOf(row.defect(BY_HAND), BY_HAND))
      } | nc -w 1 {host} {port} | head -1 | cut -d' ' -f2`,
      right: row.due.complies.map(({ words }) => words).join(", or "),
    },
    async run(http) {
      const file = plainFile(http.run);
      const place = { host: http.host, target: targetOf(file) };
      if (row.needsHost) await needHost(http);
      const exchange = await http.ask({ ...row.defect(place), isHostile: true });
      await expectTwin(http, { file, parts: row.twin?.(place) ?? {} });
      judgeAnswer(exchange, row.due, row.asked);
    },
  });
}

const BY_HAND: Place = { host: "{host}", target: "/" };

/** Expects the request without its defect to be served. */
export async function expectTwin(
  http: Http,
  { file, parts }: { readonly file: SiteFile; readonly parts: RequestParts },
): Promise<void> {
  const asked = "The same request without its defect";
  const exchange = await http.ask(parts, { file });
  if (parts.method !== "POST") return expectFound(exchange, file, asked);
  expectServed(exchange, asked);
  expectFound(await http.ask({}, { file }), file, "A GET behind it");
}

async function needHost(http: Http): Promise<void> {
  if (!isServed(await http.ask({ host: null, isHostile: true }))) return;
  throw new NotApplicable("It shows only where a request without Host is refused");
}
