import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";

/** A piece of a text: prose is wrapped where the line is too short for it, a verbatim line never is. */
export type Block =
  | { readonly kind: "verbatim"; readonly text: string }
  | { readonly kind: "prose"; readonly first: string; readonly text: string };

/** Where prose stands. */
export interface ProsePlace {
  readonly indent?: number;
  /** What stands before its first line; the other lines begin where the first one does. */
  readonly label?: string;
  /** How wide a label is, in characters. */
  readonly labelWidth?: number;
}

/** How wide the column of labels is: `Instead of` and two spaces. */
export const LABEL_WIDTH = 12;
/** Text that would be narrower than this goes below its label. */
const LEAST_WIDTH = 16;

/** How far text is indented that goes below its label. */
const DEEPEST = 6;

/** An empty line. */
export const BLANK: Block = { kind: "verbatim", text: "" };

/** A line that must stay one: a command to paste, a drawing. */
export function verbatim(text: string): Block {
  return { kind: "verbatim", text };
}

/** A paragraph, with or without a label before it. */
export function prose(text: string, place: ProsePlace = {}): Block {
  const { indent = 0, label, labelWidth = LABEL_WIDTH } = place;
  const first = label === undefined ? "" : padTo(label, labelWidth);
  return { kind: "prose", first: " ".repeat(indent) + first, text };
}

/** A line with spaces that matter: where it must be wrapped, it goes on below its last column. */
export function drawn(line: string, indent: number): Block {
  const first = /^\s*(?:\S+(?: \S+)*\s{2,})?/.exec(line)?.[0] ?? "";
  return { kind: "prose", first: " ".repeat(indent) + first, text: line.slice(first.length) };
}

/** Parts side by side where they fit, else one below the other. */
export function sideBySide(parts: readonly string[], columns: number): readonly Block[] {
  const line = parts.join("   ");
  return stringWidth(line) <= columns ? [verbatim(line)] : parts.map((part) => prose(part));
}

/** A text with spaces behind it, until it is so many characters wide on a terminal. */
export function padTo(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}

/** The text of blocks, one below the other, for lines of so many characters. */
export function layOut(blocks: readonly Block[], columns: number): string {
  const lines = blocks.flatMap((block) =>
    block.kind === "verbatim" ? [block.text] : wrap(block, columns)
  );
  return lines.map((line) => line.trimEnd()).join("\n");
}

function wrap(
  { first, text }: Extract<Block, { kind: "prose" }>,
  columns: number,
): readonly string[] {
  const hang = stringWidth(first);
  if (hang + stringWidth(text) <= columns) return [first + text];
  if (columns - hang < LEAST_WIDTH && hang > DEEPEST) {
    const indent = Math.min(DEEPEST, 2 + (/^ */.exec(first)?.[0].length ?? 0));
    const below = wrap({ kind: "prose", first: " ".repeat(indent), text }, columns);
    return first.trim() === "" ? below : [first, ...below];
  }
  const width = Math.max(1, columns - hang);
  const [start = "", ...rest] = wrapAnsi(text, width, { hard: true }).split("\n");
  return [first + start, ...rest.map((line) => " ".repeat(hang) + line)];
}
