import { type BetweenReader, createBetween } from "./between.ts";
import type { Ending } from "./body.ts";
import { addInterim, addSurplus, beginBody, createDraft, type Draft, snapshot } from "./draft.ts";
import { type HeadRead, type HeadReader, isInterim } from "./head.ts";
import { createHeadReader } from "./head_reader.ts";
import { problem } from "./problem.ts";
import type { ExpectedResponse, Parser, ParserOptions, Progress } from "./types.ts";

/** How much of each body is kept unless told otherwise, in bytes. */
const KEEP_BODY_BYTES = 64 * 1024;
/** The most responses beyond those asked for that are read. */
const MAX_UNREQUESTED = 16;

/**
 * Makes a reader for the responses on one connection (RFC 9112). It never throws, gives the same result
 * however the bytes are cut, and goes on behind a slip as well as it can.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 *
 * const parser = createParser({ requests: ["GET"] });
 * parser.push(new TextEncoder().encode("HTTP/1.1 200 OK\nContent-Length: 2\r\n\r\nhi"));
 * const [response] = parser.result().responses;
 * assertEquals(response?.complete, true);
 * assertEquals(response?.problems[0]?.words, "LF without CR at offset 15");
 * ```
 */
export function createParser(options: ParserOptions = {}): Parser {
  const { keepBodyBytes = KEEP_BODY_BYTES } = options;
  const requests = (options.requests ?? []).map(asExpected);
  const drafts: Draft[] = [];
  let current: Draft | undefined;
  let head: HeadReader | undefined;
  let between: BetweenReader = createBetween();
  let position = 0;
  let complete = 0;
  let over = false;
  let ending: Ending | undefined;

  function push(bytes: Uint8Array): void {
    if (ending === undefined) drain(bytes);
  }

  function drain(bytes: Uint8Array): void {
    let rest = bytes;
    while (rest.length > 0) {
      if (over) rest = leave(rest);
      else if (head !== undefined) rest = inHead(head.push(rest), rest);
      else if (current !== undefined) rest = inBody(current, rest);
      else rest = drafts.length === 0 ? begin(rest, position) : inBetween(rest);
    }
  }

  /** Begins a response at `offset`, and hands its bytes on. */
  function begin(bytes: Uint8Array, offset: number): Uint8Array {
    const request = requests[drafts.length];
    const asked = request ?? { method: "GET" };
    current = createDraft({ request: asked, offset, keepBytes: keepBodyBytes });
    if (request === undefined) current.problems.push(problem("unrequested-response", offset));
    drafts.push(current);
    head = createHeadReader(offset);
    over = drafts.length > requests.length + MAX_UNREQUESTED;
    return bytes;
  }

  function inHead(read: HeadRead | undefined, bytes: Uint8Array): Uint8Array {
    if (read !== undefined) return takeHead(read, position + bytes.length);
    position += bytes.length;
    return bytes.subarray(bytes.length);
  }

  /** Takes a head that ended where `end` less the bytes behind it is. */
  function takeHead(read: HeadRead, end: number): Uint8Array {
    position = end - read.rest.length;
    head = undefined;
    if (current === undefined) return read.rest;
    if (read.head !== undefined && isInterim(read.head.status ?? 0)) {
      addInterim(current, read.head, read.problems);
      head = createHeadReader(position);
      return read.rest;
    }
    current.problems.push(...read.problems);
    const { head: final } = read;
    if (final?.status === 408) forgiveUnrequested(current);
    beginBody(current, { offset: position, ...(final === undefined ? {} : { head: final }) });
    if (current.request.method === "CONNECT" || final?.status === 101) {
      over = current.framing === "none";
    }
    settle(current);
    return read.rest;
  }

  function inBody(draft: Draft, bytes: Uint8Array): Uint8Array {
    const rest = draft.reader?.push(bytes) ?? bytes.subarray(bytes.length);
    position += bytes.length - rest.length;
    settle(draft);
    return rest;
  }

  function settle(draft: Draft): void {
    if (draft.reader?.done !== true) return;
    draft.complete = true;
    complete += 1;
    current = undefined;
    between = createBetween();
  }

  function inBetween(bytes: Uint8Array): Uint8Array {
    const start = position - between.held;
    const { stray, next } = between.push(bytes);
    const last = drafts.at(-1);
    if (last !== undefined) addSurplus(last, stray, start);
    position += bytes.length;
    if (next === undefined) return bytes.subarray(bytes.length);
    position = start + stray.length;
    return begin(next, position);
  }

  function leave(bytes: Uint8Array): Uint8Array {
    position += bytes.length;
    return bytes.subarray(bytes.length);
  }

  function end(how: Ending): void {
    if (ending !== undefined) return;
    while (head !== undefined && endInHead(head)) { /* an interim head, and then another */ }
    if (current === undefined) endBetween();
    else if (head === undefined) {
      current.reader?.end(how);
      settle(current);
    }
    ending = how;
    over = true;
  }

  /** The stream stops in a head; says whether what came of it was a head all the same. */
  function endInHead(reader: HeadReader): boolean {
    const read = reader.end();
    if (read.ended) drain(takeHead(read, position));
    else if (current !== undefined) {
      current.problems.push(...read.problems);
      if (read.head !== undefined) current.head = read.head;
    }
    return read.ended;
  }

  function endBetween(): void {
    const held = between.end();
    const last = drafts.at(-1);
    if (last !== undefined) addSurplus(last, held, position - held.length);
  }

  function progress(): Progress {
    const waiting = Math.max(0, requests.length - complete);
    if (over) return { phase: "over", complete, waiting };
    if (head !== undefined) return { phase: "head", complete, waiting };
    if (current === undefined) return { phase: "between", complete, waiting, missing: 0 };
    const missing = current.reader?.missing;
    return { phase: "body", complete, waiting, ...(missing === undefined ? {} : { missing }) };
  }

  return {
    expect: (request) => void requests.push(asExpected(request)),
    push,
    end,
    progress,
    result: () => ({
      responses: drafts.map(snapshot),
      unanswered: Math.max(0, requests.length - drafts.length),
      length: position,
      ...(ending === undefined ? {} : { ending }),
    }),
  };
}

/** A server that closes an idle connection may say so, without having been asked (RFC 9110 §15.5.9). */
function forgiveUnrequested({ problems }: Draft): void {
  const index = problems.findIndex(({ kind }) => kind === "unrequested-response");
  if (index >= 0) problems.splice(index, 1);
}

function asExpected(request: string | ExpectedResponse): ExpectedResponse {
  return typeof request === "string" ? { method: request } : request;
}
