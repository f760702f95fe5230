import { byManyClients, type Refusal } from "../end_of_server.ts";
import type { Observations } from "../observation.ts";
import type { Recogniser } from "../reading.ts";
import { exchangesOf } from "./exchange.ts";

/**
 * Recognises a web server that serves nobody any more after many clients: all that it left unanswered is
 * plain, so that no request of its own kind can have wedged it.
 */
export function byManyPlainRequests(...refusals: readonly Refusal[]): Recogniser {
  const recognise = byManyClients(...refusals);
  return (run) => isWedged(run) ? [] : recognise(run);
}

/** Whether it has ended, or one request or many clients at once may have wedged it. */
function isWedged(run: Observations): boolean {
  if (run.isPortFree || run.goneAfter?.includes("/concurrency/")) return true;
  const left = run.all.filter(({ status }) => status !== "pass").flatMap(exchangesOf)
    .filter(({ response }) => response === undefined);
  return left.some(({ request }) => !request.isPlain);
}
