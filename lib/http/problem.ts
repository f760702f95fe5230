/** Whether bytes are wrong, or only too few: more of them could have made an incomplete message right. */
export type Nature = "invalid" | "incomplete";

interface Definition {
  readonly nature: Nature;
  readonly section: string;
  readonly what: string;
}

function invalid(section: string, what: string): Definition {
  return { nature: "invalid", section, what };
}

function incomplete(section: string, what: string): Definition {
  return { nature: "incomplete", section, what };
}

/** Every kind of problem that the parser tells: its nature, the section that it offends, its usual words. */
export const PROBLEMS = {
  "no-status-line": invalid("RFC 9112 §2.1", "No status line"),
  "stray-before-status-line": invalid(
    "RFC 9112 §2.1",
    "Line end or white space before the status line",
  ),
  "status-line-version": invalid("RFC 9112 §2.3", "Not an HTTP/1 version"),
  "status-line-space": invalid("RFC 9112 §4", "Not one space before the status code"),
  "status-code": invalid("RFC 9112 §4", "Not a status code of three digits"),
  "status-range": invalid("RFC 9110 §15", "Status code outside 100 to 599"),
  "no-space-before-reason": invalid("RFC 9112 §4", "No space behind the status code"),
  "reason-phrase": invalid("RFC 9112 §4", "Control character in the reason phrase"),
  "lf-without-cr": invalid("RFC 9112 §2.1", "LF without CR"),
  "lf-then-cr": invalid("RFC 9112 §2.1", "LF CR instead of CR LF"),
  "bare-cr": invalid("RFC 9112 §2.2", "CR without LF"),
  "nul-in-head": invalid("RFC 9110 §5.5", "NUL in the head"),
  "no-colon": invalid("RFC 9112 §5", "Line without a colon in the head"),
  "empty-name": invalid("RFC 9112 §5", "Field line without a name"),
  "space-before-colon": invalid("RFC 9112 §5.1", "Space before the colon"),
  "field-name": invalid("RFC 9110 §5.1", "Character not allowed in a field name"),
  "field-value": invalid("RFC 9110 §5.5", "Control character in a field value"),
  "obs-fold": invalid("RFC 9112 §5.2", "Field line folded over two lines"),
  "no-blank-line": invalid("RFC 9112 §2.1", "No empty line before the body"),
  "head-too-long": invalid("RFC 9110 §5.4", "Head longer than the limit"),
  "too-many-fields": invalid("RFC 9110 §5.4", "More field lines than the limit"),
  "head-not-ended": incomplete("RFC 9112 §2.1", "The head stops before its empty line"),
  "duplicate-singleton": invalid("RFC 9110 §5.3", "Field that may stand once only, again"),
  "content-length-syntax": invalid("RFC 9110 §8.6", "Content-Length is not a number"),
  "content-length-with-transfer-encoding": invalid(
    "RFC 9112 §6.2",
    "Content-Length beside Transfer-Encoding",
  ),
  "content-length-in-204": invalid("RFC 9110 §8.6", "Content-Length in a 1xx or 204 response"),
  "transfer-encoding-in-204": invalid(
    "RFC 9112 §6.1",
    "Transfer-Encoding in a 1xx or 204 response",
  ),
  "transfer-encoding-to-http10": invalid(
    "RFC 9112 §6.1",
    "Transfer-Encoding in the answer to HTTP/1.0",
  ),
  "transfer-encoding-unknown": invalid(
    "RFC 9112 §6.1",
    "Transfer coding that the request did not ask for",
  ),
  "chunk-size": invalid("RFC 9112 §7.1", "Not a chunk size in hexadecimal digits"),
  "chunk-extension": invalid("RFC 9112 §7.1.1", "Malformed chunk extension"),
  "chunk-data-end": invalid("RFC 9112 §7.1", "No CR LF behind the chunk's data"),
  "chunk-shorter": incomplete("RFC 9112 §7.1", "The chunk stops early"),
  "no-last-chunk": incomplete("RFC 9112 §7.1", "The last chunk (of size 0) is missing"),
  "trailers-not-ended": incomplete("RFC 9112 §7.1", "No empty line behind the last chunk"),
  "body-shorter": incomplete("RFC 9112 §6.3", "The body stops early"),
  "body-cut": incomplete("RFC 9112 §8", "The connection was reset inside the body"),
  "end-not-marked": incomplete("RFC 9112 §6.3", "Nothing says where the body ends"),
  "content-in-head": invalid("RFC 9110 §9.3.2", "Content in the answer to HEAD"),
  "content-in-204": invalid("RFC 9110 §15.3.5", "Content in a 204 response"),
  "content-in-304": invalid("RFC 9110 §15.4.5", "Content in a 304 response"),
  "bytes-after-message": invalid("RFC 9112 §6.3", "Bytes behind the end of the response"),
  "unrequested-response": invalid("RFC 9112 §9.2", "A response without a request"),
  "date-format": invalid("RFC 9110 §5.6.7", "Not a date in the form that HTTP wants"),
  "date-weekday": invalid("RFC 9110 §5.6.7", "Weekday that does not belong to the date"),
} as const satisfies Readonly<Record<string, Definition>>;

/** The permanent name of a kind of problem. */
export type ProblemKind = keyof typeof PROBLEMS;

/** One thing that is wrong with a response, and where. */
export interface Problem {
  /** Its permanent name. */
  readonly kind: ProblemKind;
  /** Where the first bad byte stands (or where bytes are missing), counted from the connection's first byte. */
  readonly offset: number;
  /** Whether the bytes are wrong, or too few. */
  readonly nature: Nature;
  /** The section of the standard that it offends, as `RFC 9112 §2.1`. */
  readonly section: string;
  /** A sentence for people, as `LF without CR at offset 15`. */
  readonly words: string;
}

/** Makes a problem; `what` replaces the usual words of its kind. */
export function problem(kind: ProblemKind, offset: number, what?: string): Problem {
  const { nature, section, what: usual } = PROBLEMS[kind];
  return { kind, offset, nature, section, words: `${what ?? usual} at offset ${offset}` };
}
