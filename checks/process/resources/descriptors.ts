import { check } from "../../../lib/check.ts";
import { POSIX_CLOSE } from "../../sources.ts";
import { measured, startListening } from "../started.ts";
import { givenAddress } from "../start/given_address.ts";
import { settled } from "../settled.ts";
import { visits } from "../visits.ts";

const WARM_UP = 20;
const CLIENTS = 300;
/** So many more descriptors are no accident: one for every third client. */
const TOO_MANY = CLIENTS / 3;

/** Three hundred clients, and what the program has open after them. */
export const descriptors = check({
  id: "process/resources/descriptors",
  title: "Gives back its descriptors when clients leave",
  level: "standard",
  must: "Close the socket of each client that has left, and every file that was opened for it.",
  why:
    "A program may have about a thousand descriptors open. One that is lost with each client ends the service after a thousand of them.",
  sources: [POSIX_CLOSE],
  needs: [givenAddress.id],
  mayTakeMs: 20_000,
  async run(context) {
    const program = await startListening(context);
    await visits(context, { program, count: WARM_UP });
    const before = program.usage().descriptors;
    await visits(context, { program, count: CLIENTS });
    const more = await settled(context, () => program.usage().descriptors - before, TOO_MANY);
    if (more < TOO_MANY) return;
    throw measured(
      `After ${CLIENTS} clients, all of whom have left, the program has ${more} more descriptors open than before`,
      `about as many as before: ${before}`,
      `${before + more} descriptors`,
    );
  },
});
