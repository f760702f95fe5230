import type { CheckContext } from "../../../lib/check.ts";
import { check } from "../../../lib/check.ts";
import type { LaunchedProgram } from "../../../lib/program.ts";
import { NotApplicable } from "../../../lib/wire/mismatch.ts";
import { POSIX_FREE } from "../../sources.ts";
import { measured, startListening } from "../started.ts";
import { givenAddress } from "../start/given_address.ts";
import { visits } from "../visits.ts";

const WARM_UP = 50;
const HALF = 200;
/** So much more in each half is no accident: half a kilobyte a client. */
const GROWTH_BYTES = HALF * 512;
/** A collector that runs when it likes has run by then. */
const MANY = 1200;
/** Programs that begin larger have such a collector: growth says nothing of them. */
const LARGE_BYTES = 40 * 1024 * 1024;

/** Memory that is lost with every client. */
export const memory = check({
  id: "process/resources/memory",
  title: "Doesn't grow with the number of its clients",
  level: "strict",
  must: "Free what was allocated for a client when it leaves.",
  why:
    "A server runs for months. What it loses with each client adds up until the machine has no more.",
  sources: [POSIX_FREE],
  needs: [givenAddress.id],
  mayTakeMs: 40_000,
  async run(context) {
    const first = await growth(context);
    if (first === null) return;
    const second = await growth(context);
    if (second === null) return;
    const kib = Math.round(first / 1024);
    throw measured(
      `With every ${HALF} clients the program takes about ${kib} KiB more, in two runs alike`,
      "as much memory after many clients as after a few",
      `${kib} KiB more for ${HALF} clients`,
    );
  },
});

/** How much a program grows with each half of its clients; `null` where it doesn't go on growing. */
async function growth(context: CheckContext): Promise<number | null> {
  const program = await startListening(context);
  await visits(context, { program, count: WARM_UP });
  if (program.usage().residentBytes > LARGE_BYTES) {
    throw new NotApplicable("It collects its garbage when it likes: growth says nothing");
  }
  const one = await grown(context, program, HALF);
  const two = one < GROWTH_BYTES ? 0 : await grown(context, program, HALF);
  if (two < GROWTH_BYTES) return null;
  const rest = await grown(context, program, MANY);
  await program[Symbol.asyncDispose]();
  const usual = Math.min(one, two);
  return rest >= usual * MANY / HALF / 2 ? usual : null;
}

async function grown(
  context: CheckContext,
  program: LaunchedProgram,
  count: number,
): Promise<number> {
  const before = program.usage().residentBytes;
  await visits(context, { program, count });
  return program.usage().residentBytes - before;
}
