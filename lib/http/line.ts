import { CR, text } from "./bytes.ts";
import { type Problem, problem } from "./problem.ts";

/** One line of a head, cleared of its end and of bytes that don't belong there. */
export interface Line {
  /** The line without its end, characters for bytes; a bare CR in it is a space (RFC 9112 §2.2). */
  readonly text: string;
  /** Where `text` begins, counted from the connection's first byte. */
  readonly offset: number;
  /** Whether its end is LF alone. */
  readonly endsInLf: boolean;
  /** What is wrong with the line's end, CRs and NULs. */
  readonly problems: readonly Problem[];
}

/** Where a line stands. */
export interface LinePlace {
  /** Where the line begins, counted from the connection's first byte. */
  readonly offset: number;
  /** Whether the line before it ended in LF alone. */
  readonly afterLf?: boolean;
}

/** Reads the bytes of a line up to its LF, without it, and forgives every other line end than CR LF. */
export function readLine(bytes: Uint8Array, { offset, afterLf = false }: LinePlace): Line {
  const problems: Problem[] = [];
  const endsInLf = bytes.at(-1) !== CR;
  let line = text(endsInLf ? bytes : bytes.subarray(0, -1));
  const end = offset + line.length;
  const onlyCr = line !== "" && /^\r+$/.test(line);
  if (onlyCr && !(afterLf && endsInLf)) {
    problems.push(problem("bare-cr", offset));
    line = "";
  } else if (afterLf && line.startsWith("\r")) {
    problems.push(problem("lf-then-cr", offset - 1));
    line = line.slice(1);
    offset += 1;
  }
  if (endsInLf) problems.push(problem("lf-without-cr", end));
  const nuls = /^\0*/.exec(line)?.[0].length ?? 0;
  if (nuls > 0) problems.push(problem("nul-in-head", offset));
  const kept = line.slice(nuls);
  const bare = kept.indexOf("\r");
  if (bare >= 0) problems.push(problem("bare-cr", offset + nuls + bare));
  return { text: kept.replaceAll("\r", " "), offset: offset + nuls, endsInLf, problems };
}
