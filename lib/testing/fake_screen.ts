import type { Screen } from "../cli/screen.ts";

/** A screen that keeps what is written to it, for tests. */
export interface FakeScreen extends Screen {
  /** All that went to standard output. */
  readonly output: () => string;
  /** All that went to standard error. */
  readonly errors: () => string;
}

/** A pipe of 80 columns unless told otherwise. */
export function fakeScreen(parts: Partial<Screen> = {}): FakeScreen {
  const texts = { out: "", err: "" };
  return {
    out: (text) => void (texts.out += text),
    err: (text) => void (texts.err += text),
    outIsTerminal: false,
    errIsTerminal: false,
    columns: 80,
    noColor: false,
    folder: "/",
    ...parts,
    output: () => texts.out,
    errors: () => texts.err,
  };
}
