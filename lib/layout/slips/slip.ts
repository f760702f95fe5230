import type { Layout } from "../layout.ts";
import type { Pattern } from "./pattern.ts";
import type { Habit } from "./serve.ts";

/** A known mistake with byte order or binary records, and the ways in which it is made. */
export interface Slip {
  /** The mistake's permanent name. */
  readonly id: string;
  readonly ways: readonly Way[];
}

/** One way to make a slip: with single fields, with the record as a whole, or with what came in one piece. */
export type Way = FieldWay | RecordWay | MessageWay;

interface AnyWay {
  /** What the way is called among those of its slip, where a server is to make it. */
  readonly name?: string;
  /** Whether it leaves so much open that it counts only where nothing else fits. */
  readonly vague?: boolean;
}

/** A slip that is made with some fields, and may be made with others rightly. */
export interface FieldWay extends AnyWay {
  readonly over: "numbers" | "bytes";
  /** What is done, to be read behind the name of a field: `is written without htonl()`. */
  readonly words: string;
  readonly habit: Habit;
}

/** A slip that is made with the whole record. */
export interface RecordWay extends AnyWay {
  readonly over: "record";
  /** What is done, as a sentence. */
  readonly words: string;
  readonly habit: (layout: Layout) => Habit;
}

/** A slip of a server that takes what came in one piece for the record. */
export interface MessageWay extends AnyWay {
  readonly over: "message";
  /** What is done, as a sentence. */
  readonly words: string;
  /** The reply to a request of one or more records. */
  readonly reply: (layout: Layout, request: Uint8Array) => Pattern;
}

/** A way to slip with numbers. */
export function numbers(words: string, habit: Habit, name?: string): FieldWay {
  return { over: "numbers", words, habit, ...(name === undefined ? {} : { name }) };
}

/** A way to slip with bytes. */
export function texts(words: string, habit: Habit, name?: string): FieldWay {
  return { over: "bytes", words, habit, ...(name === undefined ? {} : { name }) };
}

/** A way to slip in how the fields are put together. */
export function framed(
  words: string,
  frame: NonNullable<Habit["frame"]>,
  name?: string,
): RecordWay {
  return {
    over: "record",
    words,
    habit: () => ({ frame }),
    ...(name === undefined ? {} : { name }),
  };
}
