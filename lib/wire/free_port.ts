/** Ports for servers lie below the range from which the system gives clients theirs. */
const FIRST = 20_000;
const LAST = 31_000;

/** Chance, and not the process, decides where the search begins: test files may share a process. */
let next = FIRST + Math.floor(Math.random() * (LAST - FIRST));

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
