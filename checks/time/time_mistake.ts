import { type Mistake, mistake } from "../../lib/mistake.ts";
import { byTime } from "./diagnose.ts";
import { timeServer } from "./servers.ts";
import type { TimeWords } from "./words.ts";

/** Lines that show a time's bytes, which a right server makes 4, all new each second. */
const BY_HAND = {
  tcp: { run: "nc -w 1 {host} {port} </dev/null | wc -c", right: "4" },
  udp: { run: "printf x | nc -u -w 1 {host} {port} | wc -c", right: "4" },
};

/** A mistake in what is sent for the time, over one transport. */
export function timeMistake(
  transport: "tcp" | "udp",
  { bytesAt, others = {}, ...words }: TimeWords,
): Mistake {
  const variants = Object.entries(others).map(([name, bytes]) =>
    [name, timeServer(transport, bytes)] as const
  );
  return mistake({
    suites: [`${transport}-time`],
    kind: "mistake",
    byHand: BY_HAND[transport],
    recognise: byTime(words.id),
    serve: timeServer(transport, bytesAt),
    variants: Object.fromEntries(variants),
    ...words,
  });
}
