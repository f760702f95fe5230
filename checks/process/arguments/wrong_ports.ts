import { type Check, check } from "../../../lib/check.ts";
import { endWords, lastWords } from "../../../lib/program_words.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { NotApplicable } from "../../../lib/wire/mismatch.ts";
import { POSIX_ARGUMENTS, POSIX_EXIT } from "../../sources.ts";
import { certain, socketWords } from "../started.ts";
import { givenAddress } from "../start/given_address.ts";

const ENDS_MS = 1500;

/** What may stand where the port belongs. */
const CASES = [
  { name: "missing-port", portWord: null, title: "Says how to call it where the port is missing" },
  { name: "bad-port", portWord: "http", title: "Refuses a port that is no number" },
] as const;

/** A check for each wrong call. */
export const wrongPorts: readonly Check[] = CASES.map(({ name, portWord, title }) =>
  check({
    id: `process/arguments/${name}`,
    title,
    level: "strict",
    must:
      "Print a message that says how the program is called, and exit with a status other than 0.",
    why:
      "argv[1] is NULL where nothing was given, and atoi() makes 0 of what is no number: the program crashes, or listens where nobody looks for it.",
    sources: [POSIX_ARGUMENTS, POSIX_EXIT],
    needs: [givenAddress.id],
    mayTakeMs: 8000,
    async run(context) {
      if (context.hasFixedPort) throw new NotApplicable("Its port is no argument");
      const call = portWord === null ? "without a port" : `with "${portWord}" for a port`;
      const program = await context.start({ portWord, withinMs: ENDS_MS });
      const end = program.end ?? await program.untilEnd(0);
      const expected = "a usage message and an exit status other than 0";
      if (end === null) {
        const what = program.bound.length > 0
          ? `listens on ${socketWords(program.bound)}`
          : `was still running after ${seconds(ENDS_MS)}`;
        throw certain(`Called ${call}, the program ${what}`, expected, `it ${what}`);
      }
      if (end.signal !== null || end.status === 0) {
        throw certain(
          `Called ${call}, the program ${lastWords(program)}`,
          expected,
          `it ${endWords(end)}`,
        );
      }
      if (program.output.trim() === "") {
        throw certain(`Called ${call}, the program ended without a word`, expected, "no message");
      }
    },
  })
);
