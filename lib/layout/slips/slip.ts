import type { Layout } from "../layout.ts";
import type { Pattern } from "./pattern.ts";
import type { Habit } from "./serve.ts";

/** A known mistake with byte order or binary records, and the ways in which it is made. */
export interface Slip {
  /** The mistake's permanent name. */
  readonly id: string;
  readonly ways: readonly Way[];
}

/** One way to make a slip: with single fields, or with the record as a whole. */
export type Way = FieldWay | RecordWay;

/** A slip that is made with some fields, and may be made with others rightly. */
export interface FieldWay {
  readonly over: "numbers" | "bytes";
  /** What is done, to be read behind the name of a field: `is written without htonl()`. */
  readonly words: string;
  readonly habit: Habit;
  /** Whether it leaves so much open that it counts only where nothing else fits. */
  readonly vague?: boolean;
}

/** A slip that is made with the whole record. */
export interface RecordWay {
  readonly over: "record";
  /** What is done, as a sentence. */
  readonly words: string;
  /** The reply to a request of one or more records; `null` where the slip can't be made. */
  readonly reply: (layout: Layout, request: Uint8Array) => Pattern | null;
  /** Whether it leaves so much open that it counts only where nothing else fits. */
  readonly vague?: boolean;
}

/** A way to slip with numbers. */
export function numbers(words: string, habit: Habit): FieldWay {
  return { over: "numbers", words, habit };
}

/** A way to slip with bytes. */
export function texts(words: string, habit: Habit): FieldWay {
  return { over: "bytes", words, habit };
}
