import styles from "ansi-styles"; // bare codes: libraries that look for a terminal ask for the environment

/** What colour means here. The text must be understood without it. */
export type Paint = Readonly<
  Record<"good" | "bad" | "warn" | "dim" | "strong", (text: string) => string>
>;

/** Colours of the sixteen that every terminal has, or none at all. */
export function paintFor(color: boolean): Paint {
  const paint = ({ open, close }: { readonly open: string; readonly close: string }) =>
    color ? (text: string) => `${open}${text}${close}` : (text: string) => text;
  return {
    good: paint(styles.green),
    bad: paint(styles.red),
    warn: paint(styles.yellow),
    dim: paint(styles.gray),
    strong: paint(styles.bold),
  };
}
