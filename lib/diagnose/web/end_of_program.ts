import type { Observations } from "../observation.ts";
import type { Recogniser } from "../reading.ts";
import { webRecogniser } from "./recognise.ts";

/**
 * Recognises a server that is ended by what a request asked of it; `isProvoked` says whether by this. One
 * that still listens has not ended: it is stuck.
 */
export function byProvokedEnd(isProvoked: (run: Observations) => boolean): Recogniser {
  return webRecogniser((run) =>
    run.goneAfter !== null && run.isPortFree && isProvoked(run)
      ? { explains: ({ id }) => id === run.goneAfter }
      : null
  );
}
