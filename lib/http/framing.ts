import type { Field } from "./field_line.ts";
import { listMembers } from "./fields.ts";
import { type Head, isInterim } from "./head.ts";
import { type Problem, problem, type ProblemKind } from "./problem.ts";

/** How the end of a response's content is found (RFC 9112 §6.3). */
export type Framing = "none" | "length" | "chunked" | "close";

/** What the parser must know of a request to read its response. */
export interface RequestInfo {
  /** The method, as `GET`. */
  readonly method: string;
  /** The version that was asked in; HTTP/1.1 unless told otherwise. */
  readonly version?: "HTTP/1.0" | "HTTP/1.1";
}

/** Where the content of a response ends, and what is wrong with the fields that say so. */
export interface FramingRead {
  readonly framing: Framing;
  /** The content's length in bytes, announced by `Content-Length`, where it is to be believed. */
  readonly length?: number;
  readonly problems: readonly Problem[];
}

/** Finds out how the content of a response ends, by the rules of RFC 9112 §6.3 in their order. */
export function frame(head: Head, request: RequestInfo): FramingRead {
  const lengths = named(head.fields, "content-length");
  const codings = named(head.fields, "transfer-encoding");
  const { length, problems: wrong } = announcedLength(lengths);
  const problems = [...wrong, ...codingProblems(head, request)];
  const announced = length === undefined ? {} : { length };
  if (hasNoContent(head, request)) return { framing: "none", ...announced, problems };
  if (codings.length > 0) {
    const chunked = listMembers(head.fields, "transfer-encoding").at(-1) === "chunked";
    return { framing: chunked ? "chunked" : "close", problems };
  }
  return { framing: length === undefined ? "close" : "length", ...announced, problems };
}

function hasNoContent({ status = 0 }: Head, { method }: RequestInfo): boolean {
  if (method === "HEAD" || status === 204 || status === 304) return true;
  return isInterim(status) || status === 101 || (method === "CONNECT" && isSuccess(status));
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

/** The first number that any Content-Length gives: a wrong one is told, and the bytes are read all the same. */
function announcedLength(
  lengths: readonly Field[],
): { readonly length?: number; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  for (const { value, offset } of lengths) {
    if (!/^\d+$/.test(value)) {
      problems.push(problem("content-length-syntax", offset, `Content-Length "${value}"`));
    } else if (!Number.isSafeInteger(Number(value))) {
      const what = `Content-Length ${value} beyond all counting`;
      problems.push(problem("content-length-syntax", offset, what));
    }
  }
  const first = /^\d+(?![\d.])/.exec(lengths[0]?.value ?? "")?.[0];
  const length = Number(first);
  return { problems, ...(Number.isSafeInteger(length) ? { length } : {}) };
}

function codingProblems(head: Head, request: RequestInfo): readonly Problem[] {
  const coding = named(head.fields, "transfer-encoding")[0];
  const length = named(head.fields, "content-length")[0];
  const found: Problem[] = [];
  const add = (kind: ProblemKind, field: Field | undefined) => {
    if (field !== undefined) found.push(problem(kind, field.offset));
  };
  const { status = 0 } = head;
  if (status === 204 || (status >= 100 && status < 200)) {
    add("content-length-in-204", length);
    add("transfer-encoding-in-204", coding);
  }
  if (coding === undefined) return found;
  add("content-length-with-transfer-encoding", length);
  if (request.version === "HTTP/1.0" || head.version === "HTTP/1.0") {
    add("transfer-encoding-to-http10", coding);
  }
  const members = listMembers(head.fields, "transfer-encoding");
  if (members.length !== 1 || members[0] !== "chunked") add("transfer-encoding-unknown", coding);
  return found;
}

function named(fields: readonly Field[], name: string): readonly Field[] {
  return fields.filter((field) => field.name.toLowerCase() === name);
}
