import type { CheckContext } from "../../lib/check.ts";
import { Mismatch } from "../../lib/wire/mismatch.ts";

/** How long those who are still being served are waited for when another wasn't, in milliseconds. */
const GRACE_MS = 150;

/**
 * Waits for all clients; where one isn't served, throws what went wrong with it, and how many were served
 * by then or right after.
 */
export async function allServed(
  clients: readonly Promise<void>[],
  { pause }: Pick<CheckContext, "pause">,
): Promise<void> {
  let done = 0;
  const counted = clients.map((client) => client.then(() => void done++));
  const settled = Promise.allSettled(counted);
  try {
    await Promise.all(counted);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    await Promise.race([settled, pause(GRACE_MS)]);
    const parts = { done, of: clients.length };
    throw new Mismatch(error.message, { ...error.details, parts });
  }
}
