import * as z from "zod";

/**
 * What an accusation rests on. Wrong `bytes` are evidence at once; everything else may be our own
 * fault or the machine's, and is tried again before it counts.
 */
export type Evidence = "bytes" | "ending" | "silence" | "connection" | "timing";

/** Where two byte strings part. */
export interface Difference {
  /** What should have come. */
  readonly expected: Uint8Array;
  /** What came. */
  readonly observed: Uint8Array;
  /** The offset of the first byte that differs, is missing, or is too many. */
  readonly offset: number;
}

/** What a mismatch carries beside its sentence. */
export interface MismatchDetails {
  readonly evidence: Evidence;
  readonly expected: string;
  readonly observed: string;
  readonly difference?: Difference | undefined;
  /** How much of it was done, where the check knows parts. */
  readonly parts?: Parts | undefined;
}

/** How many parts of something were done, and of how many. */
export interface Parts {
  /** How many were done. */
  readonly done: number;
  /** How many there are, 1 or more. */
  readonly of: number;
}

/** What the server did is not what a check expects. */
export class Mismatch extends Error {
  override name = "Mismatch";
  readonly details: MismatchDetails;
  constructor(message: string, details: MismatchDetails) {
    super(message);
    this.details = details;
  }
}

/** The same mismatch with `who` in front of its sentence. */
export function mismatchOf(who: string, { message, details }: Mismatch): Mismatch {
  return new Mismatch(`${who}: ${message.charAt(0).toLowerCase()}${message.slice(1)}`, details);
}

/** What was observed would do, but is not as it should be: full points, and a word about it. */
export class Tolerable extends Mismatch {
  override name = "Tolerable";
}

/** The server, the machine or the document root doesn't offer what a check needs. */
export class NotApplicable extends Error {
  override name = "NotApplicable";
}

/** One reason why an observation isn't what was expected. */
export interface Finding extends MismatchDetails {
  readonly message: string;
}

/** A zod schema over an observation, made from a function that finds what is wrong with it. */
export function expectation<T>(find: (observed: T) => Finding | null): z.ZodType<T> {
  return z.custom<T>().superRefine((observed, context) => {
    const finding = find(observed as T);
    if (finding) {
      context.addIssue({ code: "custom", message: finding.message, params: { finding } });
    }
  });
}

/**
 * Holds an observation against a schema: what the schema makes of it comes back, and a `Mismatch` in
 * the words of its issues is thrown where it doesn't hold. Schemas that `expectation` didn't make are
 * taken to judge bytes.
 */
export function judge<T>(schema: z.ZodType<T>, observed: unknown): T {
  const result = schema.safeParse(observed);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  if (issue && "params" in issue && issue.params?.finding) {
    const { message, ...details } = issue.params.finding as Finding;
    throw new Mismatch(message, details);
  }
  throw new Mismatch(z.prettifyError(result.error), {
    evidence: "bytes",
    expected: "what the check's schema describes",
    observed: result.error.issues.map(({ message }) => message).join("; "),
  });
}
