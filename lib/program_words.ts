import type { LaunchedProgram, ProgramEnd } from "./program.ts";
import { seconds } from "./wire/echo_schema.ts";

/** How much of a program's output is quoted in a sentence. */
const SAID_LINES = 3;
const SAID_LETTERS = 300;

/** What a signal says about the program that it ended. */
const SIGNALS: Readonly<Record<string, string>> = {
  SIGSEGV: "it used memory that isn't its own",
  SIGBUS: "it used memory that isn't there",
  SIGABRT: "abort(), a failed assert(), or a library that found its memory overwritten",
  SIGFPE: "a division by zero",
  SIGILL: "it ran into what is no instruction",
  SIGPIPE: "it wrote to a client that was gone",
  SIGXCPU: "it used up its processor time",
  SIGXFSZ: "it wrote a file that is larger than allowed",
};

/** How a program ended, in words that follow "the program". */
export function endWords({ status, signal, afterMs, limit }: ProgramEnd): string {
  const after = `after ${seconds(afterMs)}`;
  if (limit !== null) return `was ended ${after}, because it ${limit}`;
  if (signal === null) return `exited with status ${status} ${after}`;
  const meaning = SIGNALS[signal];
  return `was ended by ${signal} ${after}${meaning ? ` (${meaning})` : ""}`;
}

/** The last that a program wrote, in words that follow a semicolon. */
export function saidWords(output: string): string {
  const lines = output.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== "");
  if (lines.length === 0) return "it printed nothing";
  const last = lines.slice(-SAID_LINES).join(" / ");
  return `it said: ${last.length <= SAID_LETTERS ? last : `...${last.slice(-SAID_LETTERS)}`}`;
}

/** How a program ended and what it said, in one clause that follows "the program"; empty while it runs. */
export function lastWords({ end, output }: Pick<LaunchedProgram, "end" | "output">): string {
  return end === null ? "" : `${endWords(end)}; ${saidWords(output)}`;
}
