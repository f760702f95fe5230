import type { CheckContext } from "../../lib/check.ts";
import type { Bound, LaunchedProgram, StartOptions } from "../../lib/program.ts";
import { lastWords, saidWords } from "../../lib/program_words.ts";
import { seconds } from "../../lib/wire/echo_schema.ts";
import { Mismatch } from "../../lib/wire/mismatch.ts";
import { endpointText } from "../../lib/wire/wire.ts";

/** Starts a copy of the program that must listen, wherever. Throws a `Mismatch` where it doesn't. */
export async function startListening(
  { start }: CheckContext,
  options: StartOptions = {},
): Promise<LaunchedProgram> {
  const program = await start(options);
  if (program.state === "listening" || program.state === "elsewhere") return program;
  throw notListening(program);
}

/** What is wrong with a program that doesn't listen. */
export function notListening(program: LaunchedProgram): Mismatch {
  const { end, at, tookMs, output, readsInput } = program;
  const waits = readsInput ? ", but waits for a line on its standard input" : "";
  const message = end
    ? `The program ${lastWords(program)}. It had not listened on port ${at.port}`
    : `The program runs${waits}, and listened on no port within ${seconds(tookMs)}; ${
      saidWords(output)
    }`;
  return certain(message, `a program that listens on port ${at.port}`, "no socket that listens");
}

/** A failure that needs no second look: what the system says of a program is so. */
export function certain(message: string, expected: string, observed: string): Mismatch {
  return new Mismatch(message, { evidence: "bytes", expected, observed });
}

/** A failure that the machine may be behind: it counts where it is met again. */
export function measured(message: string, expected: string, observed: string): Mismatch {
  return new Mismatch(message, { evidence: "ending", expected, observed });
}

/** Sockets in words: `TCP 0.0.0.0:8080`. */
export function socketWords(bound: readonly Bound[]): string {
  if (bound.length === 0) return "none";
  return bound.map((one) => `${one.transport.toUpperCase()} ${endpointText(one)}`).join(", ");
}

/** Whether the program serves datagrams. */
export function isDatagram({ bound }: LaunchedProgram): boolean {
  return bound.every(({ transport }) => transport === "udp");
}
