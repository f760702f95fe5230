import { check } from "../../../lib/check.ts";
import { endWords, lastWords } from "../../../lib/program_words.ts";
import { seconds } from "../../../lib/wire/echo_schema.ts";
import { POSIX_BIND } from "../../sources.ts";
import { certain, startListening } from "../started.ts";
import { givenAddress } from "../start/given_address.ts";
import { visits } from "../visits.ts";

/** How long the second copy may take until it has ended. */
const ENDS_MS = 3000;

/** Two copies, one port. */
export const secondCopy = check({
  id: "process/port/second-copy",
  title: "Ends with a message where its port is taken",
  level: "core",
  must:
    "Look at the result of bind() and listen(): where the port is taken, say so and exit with a status other than 0. The first copy goes on serving.",
  why:
    "A port can't be used twice. A program that doesn't look at what bind() returns runs on, and nobody ever reaches it.",
  sources: [POSIX_BIND],
  needs: [givenAddress.id],
  mayTakeMs: 12_000,
  async run(context) {
    const first = await startListening(context);
    const second = await context.start({ port: first.at.port, withinMs: ENDS_MS });
    const end = second.end ?? await second.untilEnd(ENDS_MS);
    const port = `port ${first.at.port}`;
    if (end === null) {
      throw certain(
        `A second copy was told to listen on ${port}, which the first one has, and was still running after ${
          seconds(ENDS_MS)
        }`,
        "an error message and an exit status other than 0",
        second.state === "listening" ? `two copies on ${port}` : "a program that runs on",
      );
    }
    if (end.signal !== null || end.status === 0) {
      throw certain(
        `A second copy, told to listen on ${port}, ${lastWords(second)}`,
        "an exit status other than 0",
        endWords(end),
      );
    }
    if (second.output.trim() === "") {
      throw certain(
        `A second copy, told to listen on ${port}, ended without a word about why`,
        "an error message, as perror() prints one",
        "nothing on standard output, nothing on standard error",
      );
    }
    await visits(context, { program: first, count: 1 });
  },
});
