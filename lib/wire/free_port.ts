/** Ports for servers lie below the range from which the system gives clients theirs. */
const FIRST = 20_000;
const LAST = 31_000;

/** Processes and threads that look for ports at the same time begin in different places. */
let next = FIRST + crypto.getRandomValues(new Uint32Array(1))[0]! % (LAST - FIRST);

/** A port on which nothing listens and nothing is bound now, outside the ephemeral range. */
export function freePort(hostname = "127.0.0.1"): number {
  for (let tried = 0; tried < LAST - FIRST; tried++) {
    next = next >= LAST ? FIRST : next + 1;
    try {
      Deno.listen({ hostname, port: next }).close();
      return next;
    } catch (error) {
      if (!(error instanceof Deno.errors.AddrInUse)) throw error;
    }
  }
  throw new Error(`Expected a free port from ${FIRST} to ${LAST}`);
}
