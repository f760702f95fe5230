import type { CheckContext } from "../../lib/check.ts";

/** How long a number may take to get small again, and how often it is looked at. */
const SETTLE_MS = 1000;
const LOOK_MS = 40;

/** A number as soon as it is below `limit`, or what it still is after a while. */
export async function settled(
  { pause, now }: CheckContext,
  read: () => number,
  limit: number,
): Promise<number> {
  const endMs = now() + SETTLE_MS;
  let value = read();
  while (value >= limit && now() < endMs) {
    await pause(LOOK_MS);
    value = read();
  }
  return value;
}
