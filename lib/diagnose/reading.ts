import type { Observation, Observations } from "./observation.ts";
import type { Slip } from "./slip.ts";

/** What a mistake says of one check: it explains it, it can't have been made, or neither. */
export type Reading = "explains" | "contradicts" | "nothing";

/** One form in which a mistake may have been made: this buffer size, that prefix. */
export interface Hypothesis {
  /** What it says of one check. */
  read(seen: Observation): Reading;
  /** Whether it would have shown in a check, into whatever pieces the bytes were cut. */
  predicts?(seen: Observation): boolean;
  /** What it makes of each piece, where that is all: two of these can be tried together. */
  readonly slip?: Slip;
  /** What it sends on each connection before anything was asked. */
  readonly greeting?: Uint8Array;
  /** Whether it is never more than likely: others can't be told from it. */
  readonly isVague?: boolean;
  /** Whether what it explains can't be an accident, however much else stays unexplained. */
  readonly isSure?: boolean;
  /** Whether it may explain that a signal ended the program: what only changes bytes doesn't. */
  readonly endsServer?: boolean;
  /** Shows what it is seen by, in the checks that it explains; the bytes of the shortest one unless told otherwise. */
  draw?(explained: readonly Observation[]): readonly string[];
}

/** The forms in which a mistake may have been made, given all that was seen; none where it wasn't. */
export type Recogniser = (run: Observations) => readonly Hypothesis[];

/** A recogniser of one form: `explains` is asked of failed checks, `contradicts` of all. */
export function recogniser(
  read: (run: Observations) => {
    readonly explains: (seen: Observation) => boolean;
    readonly contradicts?: (seen: Observation) => boolean;
    readonly isVague?: boolean;
    readonly isSure?: boolean;
    readonly endsServer?: boolean;
    readonly greeting?: Uint8Array;
    readonly draw?: NonNullable<Hypothesis["draw"]>;
  } | null,
): Recogniser {
  return (run) => {
    const form = read(run);
    if (!form) return [];
    const { explains, contradicts = () => false, isVague = false, isSure = false, greeting, draw } =
      form;
    return [{
      isVague,
      isSure,
      endsServer: form.endsServer ?? false,
      ...(greeting ? { greeting } : {}),
      ...(draw ? { draw } : {}),
      read(seen) {
        if (seen.status === "skip") return "nothing";
        if (contradicts(seen)) return "contradicts";
        return seen.status !== "pass" && explains(seen) ? "explains" : "nothing";
      },
    }];
  };
}

/** Recognises a mistake by any of several recognisers: their forms together. */
export function anyOf(...recognisers: readonly Recogniser[]): Recogniser {
  return (run) => recognisers.flatMap((recognise) => recognise(run));
}
