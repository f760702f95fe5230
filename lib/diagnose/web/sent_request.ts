/** A request as its bytes went out; characters stand for bytes. */
export interface SentRequest {
  readonly method: string;
  readonly target: string;
  /** As it was written; empty where there was none. */
  readonly version: string;
  /** The field lines, without their ends. */
  readonly lines: readonly string[];
  /** All its bytes, with its content. */
  readonly text: string;
  /** Whether its head is as HTTP wants it, at first sight: three words, `CR LF`, and names with a colon. */
  readonly isPlain: boolean;
}

const LINE = /^([A-Z]+) (\/[\x21-\x7e]*) HTTP\/1\.[01]$/;
const FIELD = /^[A-Za-z0-9-]+:[ \t]*[\x20-\x7e]*$/;

/** The requests in what was sent without an answer in between; bytes that can't be told apart stay together. */
export function requestsIn(bytes: Uint8Array): readonly SentRequest[] {
  const found: SentRequest[] = [];
  let rest = textOf(bytes);
  while (rest !== "") {
    const length = lengthOf(rest);
    found.push(requestOf(rest.slice(0, length)));
    rest = rest.slice(length);
  }
  return found;
}

/** The values of a field of a request, in the order in which they were sent. */
export function sentValues({ lines }: SentRequest, name: string): readonly string[] {
  return lines.filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`))
    .map((line) => line.slice(name.length + 1).trim());
}

function requestOf(text: string): SentRequest {
  const [head = ""] = text.replace(/^(?:\r\n)+/, "").split("\r\n\r\n", 1);
  const [first = "", ...lines] = head.split("\r\n");
  const [method = "", target = "", version = ""] = first.split(/[ \t]+/);
  const isPlain = LINE.test(first) && lines.every((line) => FIELD.test(line)) &&
    lines.filter((line) => /^host:/i.test(line)).length === 1;
  return { method, target, version, lines, text, isPlain };
}

/** How long the first request is: its head, and content whose length is not in doubt. */
function lengthOf(text: string): number {
  const start = /^(?:\r\n)*/.exec(text)?.[0].length ?? 0;
  const end = text.indexOf("\r\n\r\n", start);
  if (end < 0) return text.length;
  const behind = end + 4;
  const request = requestOf(text.slice(0, behind));
  const lengths = sentValues(request, "content-length");
  const codings = sentValues(request, "transfer-encoding");
  if (codings.length > 0) {
    const isSure = lengths.length === 0 && codings.join() === "chunked";
    return isSure ? chunkedEnd(text, behind) : text.length;
  }
  if (lengths.length === 0) return behind;
  const isSure = lengths.length === 1 && /^\d{1,7}$/.test(lengths[0]!);
  return isSure ? Math.min(text.length, behind + Number(lengths[0])) : text.length;
}

/** Where chunks that begin at `at` end; the end of the text where they are malformed. */
function chunkedEnd(text: string, at: number): number {
  for (;;) {
    const [line, digits] = /^([0-9A-Fa-f]{1,7})\r\n/.exec(text.slice(at, at + 9)) ?? [];
    if (line === undefined || digits === undefined) return text.length;
    const size = parseInt(digits, 16);
    at += line.length + size;
    if (text.slice(at, at + 2) !== "\r\n") return text.length;
    at += 2;
    if (size === 0) return at;
  }
}

function textOf(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += 8192) {
    text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  }
  return text;
}
