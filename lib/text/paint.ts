import { Ansis } from "ansis";

/** What colour means here. The text must be understood without it. */
export type Paint = Readonly<
  Record<"good" | "bad" | "warn" | "dim" | "strong", (text: string) => string>
>;

/** Colours of the sixteen that every terminal has, or none at all. */
export function paintFor(color: boolean): Paint {
  const ansis = new Ansis(color ? 1 : 0);
  return {
    good: (text) => ansis.green(text),
    bad: (text) => ansis.red(text),
    warn: (text) => ansis.yellow(text),
    dim: (text) => ansis.gray(text),
    strong: (text) => ansis.bold(text),
  };
}
