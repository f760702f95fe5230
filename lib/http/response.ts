import type { Ending } from "./body.ts";
import type { Field } from "./field_line.ts";
import type { Framing, RequestInfo } from "./framing.ts";
import type { Head } from "./head.ts";
import type { Problem } from "./problem.ts";

/** The content of a response, decoded. */
export interface Body {
  /** Where it begins (with its first chunk size, if it is chunked), counted from the connection's first byte. */
  readonly offset: number;
  /** How its end was found; missing as long as the head hasn't ended. */
  readonly framing?: Framing;
  /** What `Content-Length` announced, where it is a number that counts, or told of the content of a GET. */
  readonly announced?: number;
  /** The number of bytes that came. */
  readonly length: number;
  /** The first of them, up to the limit that the parser was made with. */
  readonly kept: Uint8Array;
}

/** Bytes behind a response that belong to no message. */
export interface Surplus {
  /** Where they begin, counted from the connection's first byte. */
  readonly offset: number;
  /** How many they are. */
  readonly length: number;
  /** The first of them. */
  readonly kept: Uint8Array;
}

/** One response on a connection, with what is wrong with it. */
export interface Response {
  /** The request that it answers; a GET where nothing was asked. */
  readonly request: RequestInfo;
  /** Where it begins, interim responses included, counted from the connection's first byte. */
  readonly offset: number;
  /** The interim (1xx) responses before it. */
  readonly interim: readonly Head[];
  /** Its head; missing where the bytes begin with no status line. */
  readonly head?: Head;
  /** Its content. */
  readonly body: Body;
  /** The fields behind the last chunk. */
  readonly trailers: readonly Field[];
  /** What came behind it and belongs to no other response. */
  readonly surplus?: Surplus;
  /** Whether it came to its end. */
  readonly complete: boolean;
  /** What is wrong with it, in the order of the offsets. */
  readonly problems: readonly Problem[];
}

/** All that was read of a connection. */
export interface Conversation {
  /** The responses in order; the last may be unfinished. */
  readonly responses: readonly Response[];
  /** The number of requests to which no byte of an answer came. */
  readonly unanswered: number;
  /** The number of bytes read. */
  readonly length: number;
  /** How the bytes ended, once they have. */
  readonly ending?: Ending;
}

/** Whether a response is right, wrong, or too short: *incomplete* outweighs *invalid*. */
export type Outcome = "flawless" | "invalid" | "incomplete";

/** Judges one response as a whole. */
export function outcome({ complete, problems }: Response): Outcome {
  if (!complete || problems.some(({ nature }) => nature === "incomplete")) return "incomplete";
  return problems.length > 0 ? "invalid" : "flawless";
}
