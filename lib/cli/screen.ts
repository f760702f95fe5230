/** The process as a command sees it: where text goes, and what is known of the terminal. */
export interface Screen {
  /** Writes to standard output. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  /** Whether standard output is a terminal. */
  readonly outIsTerminal: boolean;
  /** Whether standard error is a terminal. */
  readonly errIsTerminal: boolean;
  /** The width of the terminal in characters; 80 where there is none or it doesn't say. */
  readonly columns: number;
  /** Whether `NO_COLOR` is set. */
  readonly noColor: boolean;
  /** The folder in which the user stands. */
  readonly folder: string;
}

/** The screen of this process. */
export function processScreen(): Screen {
  return {
    out: (text) => writeAll(Deno.stdout, text),
    err: (text) => writeAll(Deno.stderr, text),
    outIsTerminal: Deno.stdout.isTerminal(),
    errIsTerminal: Deno.stderr.isTerminal(),
    columns: terminalColumns(),
    noColor: (Deno.env.get("NO_COLOR") ?? "") !== "",
    folder: Deno.env.get("INIT_CWD") ?? Deno.cwd(),
  };
}

function writeAll(file: typeof Deno.stdout, text: string): void {
  const bytes = new TextEncoder().encode(text);
  try {
    for (let sent = 0; sent < bytes.length;) sent += file.writeSync(bytes.subarray(sent));
  } catch (error) {
    if (!(error instanceof Deno.errors.BrokenPipe)) throw error; // `grade … | head` has read enough
  }
}

function terminalColumns(): number {
  try {
    const { columns } = Deno.consoleSize();
    return columns > 0 ? columns : 80;
  } catch {
    return 80;
  }
}
