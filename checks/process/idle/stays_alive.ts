import { check } from "../../../lib/check.ts";
import { lastWords } from "../../../lib/program_words.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { POSIX_ACCEPT } from "../../sources.ts";
import { certain, startListening } from "../started.ts";
import { givenAddress } from "../start/given_address.ts";

const IDLE_MS = 1200;

/** No client at all. */
export const staysAlive = check({
  id: "process/idle/stays-alive",
  title: "Waits for clients as long as it takes",
  level: "core",
  must: "Go on waiting in accept() while no client comes.",
  why: "A server can't know when somebody needs it: it waits for clients for ever.",
  sources: [POSIX_ACCEPT],
  needs: [givenAddress.id],
  waitsMs: IDLE_MS,
  mayTakeMs: 8000,
  async run(context) {
    const program = await startListening(context);
    const end = await program.untilEnd(IDLE_MS);
    if (end === null) return;
    throw certain(
      `No client came, and the program ${lastWords(program)}`,
      `a program that waits, looked at for ${seconds(IDLE_MS)}`,
      "a program that ended",
    );
  },
});
