import { type BodyReader, type BodySink, readByLength, readToClose } from "./body.ts";
import { createStore, type Store } from "./bytes.ts";
import { readChunked } from "./chunked.ts";
import { frame, type Framing, type RequestInfo } from "./framing.ts";
import type { Head } from "./head.ts";
import { lintHead } from "./lint.ts";
import { type Problem, problem, type ProblemKind } from "./problem.ts";
import type { Response } from "./response.ts";

/** The most interim responses that are kept of one response. */
const MAX_INTERIM = 16;

/** A response that is being read. */
export interface Draft {
  readonly request: RequestInfo;
  readonly offset: number;
  readonly sink?: BodySink;
  readonly interim: Head[];
  readonly problems: Problem[];
  readonly kept: Store;
  readonly surplus: Store;
  head?: Head;
  framing?: Framing;
  announced?: number;
  bodyOffset: number;
  length: number;
  reader?: BodyReader;
  surplusOffset: number;
  surplusLength: number;
  complete: boolean;
}

/** What a draft begins with. */
export interface DraftOptions {
  readonly request: RequestInfo & { readonly onBody?: BodySink };
  readonly offset: number;
  readonly keepBytes: number;
}

/** Begins a response. */
export function createDraft({ request, offset, keepBytes }: DraftOptions): Draft {
  const { onBody, ...info } = request;
  return {
    request: info,
    offset,
    ...(onBody === undefined ? {} : { sink: onBody }),
    interim: [],
    problems: [],
    kept: createStore(keepBytes),
    surplus: createStore(keepBytes),
    bodyOffset: offset,
    length: 0,
    surplusOffset: 0,
    surplusLength: 0,
    complete: false,
  };
}

/** Takes an interim head and what is wrong with it: the final one is still to come. */
export function addInterim(draft: Draft, head: Head, found: readonly Problem[]): void {
  if (draft.interim.length === MAX_INTERIM) return;
  draft.interim.push(head);
  draft.problems.push(...found, ...frame(head, draft.request).problems, ...lintHead(head));
}

/** Takes the final head (none where there is no status line), and makes the reader for the content. */
export function beginBody(draft: Draft, { head, offset }: { head?: Head; offset: number }): void {
  draft.bodyOffset = offset;
  let framing: Framing = "close";
  let length: number | undefined;
  if (head !== undefined) {
    draft.head = head;
    const framed = frame(head, draft.request);
    ({ framing, length } = framed);
    draft.problems.push(...framed.problems, ...lintHead(head));
  }
  draft.framing = framing;
  if (length !== undefined) draft.announced = length;
  const place = { offset, emit: (bytes: Uint8Array) => addBody(draft, bytes) };
  if (framing === "chunked") draft.reader = readChunked(place);
  else if (framing === "close") draft.reader = readToClose(place);
  else draft.reader = readByLength(framing === "none" ? 0 : length ?? 0, place);
}

function addBody(draft: Draft, bytes: Uint8Array): void {
  draft.sink?.(bytes, draft.length);
  draft.kept.add(bytes);
  draft.length += bytes.length;
}

/** Takes bytes that stand behind the response and begin no other. */
export function addSurplus(draft: Draft, bytes: Uint8Array, offset: number): void {
  if (bytes.length === 0) return;
  if (draft.surplusLength === 0) {
    draft.surplusOffset = offset;
    draft.problems.push(problem(surplusKind(draft), offset));
  }
  draft.surplus.add(bytes);
  draft.surplusLength += bytes.length;
}

function surplusKind({ request, head }: Draft): ProblemKind {
  if (request.method === "HEAD") return "content-in-head";
  if (head?.status === 204) return "content-in-204";
  return head?.status === 304 ? "content-in-304" : "bytes-after-message";
}

/** What is known of the response now. */
export function snapshot(draft: Draft): Response {
  const { request, offset, head, framing, announced, reader } = draft;
  const surplus = {
    offset: draft.surplusOffset,
    length: draft.surplusLength,
    kept: draft.surplus.view().slice(),
  };
  return {
    request,
    offset,
    interim: [...draft.interim],
    ...(head === undefined ? {} : { head }),
    body: {
      offset: draft.bodyOffset,
      ...(framing === undefined ? {} : { framing }),
      ...(announced === undefined ? {} : { announced }),
      length: draft.length,
      kept: draft.kept.view().slice(),
    },
    trailers: [...reader?.trailers ?? []],
    ...(surplus.length === 0 ? {} : { surplus }),
    complete: draft.complete,
    problems: [...draft.problems, ...reader?.problems ?? []].sort((a, b) => a.offset - b.offset),
  };
}
