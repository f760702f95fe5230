import type { CheckContext } from "../../../lib/check.ts";
import { check } from "../../../lib/check.ts";
import type { LaunchedProgram } from "../../../lib/program.ts";
import { POSIX_ACCEPT } from "../../sources.ts";
import { measured, startListening } from "../started.ts";
import { givenAddress } from "../start/given_address.ts";
import { visits } from "../visits.ts";

/** How long the processor's time is measured, how often at most, and which part of it is too much. */
const WINDOW_MS = 200;
const WINDOWS = 5;
const TOO_MUCH = 0.1;

/** Nothing to do, before the first client and after the last. */
export const noBusyLoop = check({
  id: "process/idle/no-busy-loop",
  title: "Uses no processor time while it has nothing to do",
  level: "standard",
  must: "Sleep in accept(), recv() or poll() while no client wants anything.",
  why:
    "A loop that asks again and again keeps the processor from everybody else. After recv() has returned 0 the client is gone: a loop that goes on there spins for ever.",
  sources: [POSIX_ACCEPT],
  needs: [givenAddress.id],
  waitsMs: 2 * WINDOW_MS,
  mayTakeMs: 12_000,
  async run(context) {
    const program = await startListening(context);
    await expectIdle(context, { program, when: "before the first client came" });
    await visits(context, { program, count: 2 });
    await expectIdle(context, { program, when: "after its clients had left" });
  },
});

/** What a program does to get ready ends some time: one window without much work is enough. */
async function expectIdle(
  { pause, now }: CheckContext,
  { program, when }: { readonly program: LaunchedProgram; readonly when: string },
): Promise<void> {
  const shares: number[] = [];
  for (let i = 0; i < WINDOWS; i++) {
    const startMs = now();
    const { cpuMs } = program.usage();
    await pause(WINDOW_MS);
    const share = (program.usage().cpuMs - cpuMs) / (now() - startMs);
    if (share < TOO_MUCH) return;
    shares.push(share);
  }
  const percent = Math.round(100 * Math.min(...shares));
  throw measured(
    `With nothing to do, ${when}, the program used ${percent} % of a processor`,
    "next to no processor time",
    `${percent} % of a processor for ${WINDOWS * WINDOW_MS} ms`,
  );
}
