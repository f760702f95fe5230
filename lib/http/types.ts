import type { BodySink, Ending } from "./body.ts";
import type { RequestInfo } from "./framing.ts";
import type { Conversation } from "./response.ts";

/** A request whose response will be read. */
export interface ExpectedResponse extends RequestInfo {
  /** Takes the content as it comes, decoded and unbounded. */
  readonly onBody?: BodySink;
}

/** What a parser is made with. */
export interface ParserOptions {
  /** The requests sent so far, in order, by their methods or with more detail. */
  readonly requests?: readonly (string | ExpectedResponse)[];
  /** How much of each body to keep, in bytes; 64 KiB unless told otherwise. */
  readonly keepBodyBytes?: number;
}

/** Where a parser stands: what it waits for, and how much it surely still needs. */
export interface Progress {
  /** `between` responses, in a `head`, in a `body`, or `over`: no byte more belongs to a response. */
  readonly phase: "between" | "head" | "body" | "over";
  /** The number of responses that have come to their end. */
  readonly complete: number;
  /** The number of requests whose response hasn't come to its end. */
  readonly waiting: number;
  /** The number of bytes that the current body still needs, where that is known; 0 between responses. */
  readonly missing?: number;
}

/** Reads the responses on one connection. */
export interface Parser {
  /** A request more was sent. */
  expect(request: string | ExpectedResponse): void;
  /** Takes bytes as they came. */
  push(bytes: Uint8Array): void;
  /** No more bytes will come: the connection ended, was reset, or we gave up waiting. */
  end(ending: Ending): void;
  /** Where it stands. */
  progress(): Progress;
  /** All that was read so far. */
  result(): Conversation;
}
