import { byManyClients, type Refusal } from "../end_of_server.ts";
import type { Observations } from "../observation.ts";
import type { Recogniser } from "../reading.ts";
import { exchangesOf } from "./exchange.ts";
import { type SentRequest, sentValues } from "./sent_request.ts";

/** A longer request is none that every server takes. */
const SHORT_BYTES = 400;

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
  return left.some(({ request }) => !isOrdinary(request));
}

/** Whether a request is a short GET without content. */
function isOrdinary(request: SentRequest): boolean {
  const isLong = request.text.length > SHORT_BYTES;
  const hasContent = ["content-length", "transfer-encoding"].some((name) =>
    sentValues(request, name).length > 0
  );
  return request.isPlain && request.method === "GET" && !isLong && !hasContent;
}
