import type { Bound } from "../program.ts";
import { freePort } from "../wire/free_port.ts";
import { socketTable } from "./proc.ts";

/** With a lower byte below this, the port with its two bytes swapped would be for root alone. */
const LEAST_LOW_BYTE = 4;
const TRIES = 200;

/** Chooses ports for programs; what is taken is looked up once: it takes a while. */
export class Ports {
  #taken: ReadonlySet<number> | null = null;

  /**
   * A port below those that the system gives to clients, which nobody has, nor the one with its bytes
   * swapped, and on which no old connection lingers: a program without `SO_REUSEADDR` gets it, too.
   */
  choose(): number {
    this.#taken ??= new Set(socketTable().map(({ port }) => port));
    for (let i = 0; i < TRIES; i++) {
      const port = freePort();
      const swapped = ((port & 0xff) << 8) | (port >> 8);
      const isTelling = (port & 0xff) >= LEAST_LOW_BYTE && swapped !== port;
      if (isTelling && !this.#taken.has(port) && !this.#taken.has(swapped)) return port;
    }
    throw new Error(`Expected a free port in ${TRIES} tries`);
  }
}

/** Whether clients of an address and port reach a socket. */
export function isReachedBy(socket: Bound, { host, port }: Pick<Bound, "host" | "port">): boolean {
  const everywhere = host.includes(":") ? ["::"] : ["0.0.0.0", "::", `::ffff:${host}`];
  return socket.port === port && [host, ...everywhere].includes(socket.host);
}
