import stringWidth from "string-width";
import { type Block, prose, verbatim } from "../../text/blocks.ts";
import type { View } from "./view.ts";

/** How far from the right margin a title's line ends: as far as what stands below it is indented. */
const MARGIN = 4;
/** Where lines are longer than this, the right-hand word doesn't move on. */
const WIDEST = 80;

/** A title with a word at the right margin; below it where the line is too short for both. */
export function titleLine(
  title: string,
  right: string,
  { columns, paint }: View,
): readonly Block[] {
  const indent = /^ */.exec(title)?.[0].length ?? 0;
  const text = paint.strong(title.slice(indent));
  const gap = Math.min(columns, WIDEST) - MARGIN - stringWidth(title) - stringWidth(right);
  if (right === "") return [prose(text, { indent })];
  if (gap < 2) return [prose(text, { indent }), prose(right, { indent })];
  return [verbatim(" ".repeat(indent) + text + " ".repeat(gap) + right)];
}
