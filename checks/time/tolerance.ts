import type { CheckContext } from "../../lib/check.ts";

/** What a lab may ask of a time server otherwise. */
export interface TimeOptions {
  /** How far the server's clock may be off, in seconds; 2 on this machine and 30 elsewhere unless told otherwise. */
  readonly toleranceS?: number;
}

/** Two programs on one machine share a clock; two machines need not agree so well. */
const USUAL_S = { loopback: 2, elsewhere: 30 };

/** How far a server's clock may be off, in seconds. */
export function toleranceOf(
  { toleranceS }: TimeOptions,
  { loopback }: Pick<CheckContext, "loopback">,
): number {
  return toleranceS ?? (loopback ? USUAL_S.loopback : USUAL_S.elsewhere);
}
