import type { Ending } from "../../lib/wire/echo_schema.ts";
import type { Problem, ProblemKind, Response } from "../../lib/http/mod.ts";
import type { SiteFile } from "../../lib/site/site.ts";
import type { Request } from "./request.ts";

/** One response that was seen, whatever the check was about. */
export interface Entry {
  readonly request: Request;
  readonly response: Response;
  readonly ending: Ending;
  /** The file that is due, where the request asks for one that is there. */
  readonly file?: SiteFile | undefined;
  /** When it was complete, in milliseconds since 1970-01-01 00:00 UTC. */
  readonly dateMs: number;
}

/** A problem, and the response that shows it. */
export interface Found {
  readonly entry: Entry;
  readonly problem: Problem;
}

/** Where a head ends nobody knows: nothing else in it is sure, and its last line may be cut. */
const UNSURE_BEHIND: readonly ProblemKind[] = ["no-blank-line", "head-not-ended"];

/** How many responses are remembered. */
const MAX_ENTRIES = 2000;

/** Every response of one run, kept to be judged together: one slip is one finding, however often it shows. */
export class Notebook {
  readonly #entries: Entry[] = [];

  /** Notes a response. What broke off under a request that no server need take is no problem of it. */
  note(entry: Entry): void {
    if (this.#entries.length >= MAX_ENTRIES) return;
    const { request, response, ending } = entry;
    const guess = response.problems.find(({ kind }) => UNSURE_BEHIND.includes(kind));
    const found = guess ? [guess] : response.problems;
    const problems = found.filter(({ kind, nature }) =>
      !request.isHostile ||
      (kind !== "unrequested-response" && !(nature === "incomplete" && ending === "reset"))
    );
    this.#entries.push({ ...entry, response: { ...response, problems } });
  }

  /** The responses to proper requests, or those to all others. */
  entries(hostile = false): readonly Entry[] {
    return this.#entries.filter(({ request }) => request.isHostile === hostile);
  }

  /** All problems of some kinds, in the order in which they were seen. */
  problems(kinds: readonly ProblemKind[], hostile = false): readonly Found[] {
    return this.entries(hostile).flatMap((entry) =>
      entry.response.problems
        .filter(({ kind }) => kinds.includes(kind))
        .map((problem) => ({ entry, problem }))
    );
  }
}
