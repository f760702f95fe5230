import { check } from "../../../lib/check.ts";
import { POSIX_WAIT } from "../../sources.ts";
import { measured, startListening } from "../started.ts";
import { givenAddress } from "../start/given_address.ts";
import { settled } from "../settled.ts";
import { visits } from "../visits.ts";

const CLIENTS = 40;
/** A program that waits for its children at the next accept() leaves a few. */
const TOO_MANY = CLIENTS / 2;

/** Forty clients, and the children that were made for them. */
export const zombies = check({
  id: "process/resources/zombies",
  title: "Waits for its children when they end",
  level: "standard",
  must: "Wait for each child that has ended, by waitpid() with WNOHANG for instance.",
  why:
    "A child that has ended stays in the table of processes, as a zombie, until its parent waits for it. When the table is full, nobody can be served any more.",
  sources: [POSIX_WAIT],
  needs: [givenAddress.id],
  mayTakeMs: 12_000,
  async run(context) {
    const program = await startListening(context);
    await visits(context, { program, count: CLIENTS });
    const left = await settled(context, () => program.usage().zombies, TOO_MANY);
    if (left < TOO_MANY) return;
    throw measured(
      `After ${CLIENTS} clients the program has ${left} children that have ended and that it hasn't waited for`,
      "no zombies",
      `${left} zombies`,
    );
  },
});
