import { type Check, check } from "../../../lib/check.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { POSIX_SIGNALS } from "../../sources.ts";
import { certain, startListening } from "../started.ts";
import { givenAddress } from "../start/given_address.ts";
import { visits } from "../visits.ts";

const ENDS_MS = 2000;

/** The two signals by which a server is asked to end. */
const SIGNALS = [
  { signal: "SIGTERM", name: "sigterm", who: "The system sends SIGTERM when it shuts down" },
  { signal: "SIGINT", name: "sigint", who: "Ctrl-C sends SIGINT" },
] as const;

/** A check for each signal. */
export const signals: readonly Check[] = SIGNALS.map(({ signal, name, who }) =>
  check({
    id: `process/ending/${name}`,
    title: `Ends when it is asked to by ${signal}`,
    level: "strict",
    must: `End within ${seconds(ENDS_MS)} of ${signal}.`,
    why: `${who}. A program that ignores it has to be killed, and has no chance to end in order.`,
    sources: [POSIX_SIGNALS],
    needs: [givenAddress.id],
    mayTakeMs: 8000,
    async run(context) {
      const program = await startListening(context);
      await visits(context, { program, count: 1 });
      program.signal(signal);
      if (await program.untilEnd(ENDS_MS) !== null) return;
      throw certain(
        `The program was still running ${seconds(ENDS_MS)} after ${signal}`,
        "a program that ends",
        "a program that runs on",
      );
    },
  })
);
