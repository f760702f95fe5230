import { type Mistake, mistake } from "../../lib/mistake.ts";
import { byTime } from "./diagnose.ts";
import { timeServer } from "./servers.ts";
import { linesFor } from "./values.ts";
import type { TimeWords } from "./words.ts";

/** Commands for a shell that print what the server sends. */
const SHELLS = {
  tcp: "nc -w 1 {host} {port} </dev/null",
  udp: "printf x | nc -u -w 1 {host} {port}",
};
/** Mistakes that show in how many bytes come. */
const OF_SIZE = ["wrong-integer-size", "sends-text", "adds-nul", "ignores-recv-length"];

/** A mistake in what is sent for the time, over one transport. */
export function timeMistake(
  transport: "tcp" | "udp",
  { bytesAt, others = {}, ...words }: TimeWords,
): Mistake {
  const variants = Object.entries(others).map(([name, bytes]) =>
    [name, timeServer(transport, bytes)] as const
  );
  const { size, value } = linesFor(SHELLS[transport]);
  return mistake({
    suites: [`${transport}-time`],
    kind: "mistake",
    byHand: OF_SIZE.includes(words.id) ? size : value,
    recognise: byTime(words.id),
    serve: timeServer(transport, bytesAt),
    variants: Object.fromEntries(variants),
    ...words,
  });
}
