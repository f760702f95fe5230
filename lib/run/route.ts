import type { DialOptions } from "../check.ts";
import { seconds } from "../wire/echo_schema.ts";
import { Mismatch } from "../wire/mismatch.ts";
import {
  ConnectFailure,
  type ConnectProblem,
  type DatagramSocket,
  type Endpoint,
  endpointText,
  type Stream,
  type Wire,
} from "../wire/wire.ts";

/** How long a connect to a port that listens may take: SYNs that were dropped come again after 1 s and 3 s. */
export const CONNECT_TIMEOUT_MS = 4000;

/** A UDP socket, and the address that its datagrams go to. */
export interface OpenSocket {
  readonly socket: DatagramSocket;
  readonly target: Endpoint;
}

/**
 * The way to one server. A name may have several addresses: each is tried before the server is called
 * unreachable, and the one that answered is kept. Failures are `Mismatch`es in words of their own.
 */
export class Route {
  readonly #wire: Wire;
  readonly #named: Endpoint;
  #known: Endpoint | null = null;

  constructor(wire: Wire, named: Endpoint) {
    this.#wire = wire;
    this.#named = named;
  }

  /** Where the server is, as far as that is known yet. */
  get target(): Endpoint {
    return this.#known ?? this.#named;
  }

  /** Connects to the first address that takes the connection. */
  async connect({ resettable = false }: DialOptions = {}): Promise<Stream> {
    let problem: ConnectProblem = "unknown-host";
    for (const target of await this.#candidates()) {
      try {
        const stream = await this.#wire.connect(target, {
          timeoutMs: CONNECT_TIMEOUT_MS,
          resettable,
        });
        this.#known = target;
        return stream;
      } catch (error) {
        if (!(error instanceof ConnectFailure)) throw error;
        problem = error.problem;
      }
    }
    throw connectMismatch(problem, this.target);
  }

  /** Opens a UDP socket towards the first address on which something is bound, as far as that can be seen. */
  async open(): Promise<OpenSocket> {
    const candidates = await this.#candidates();
    for (const target of candidates) {
      if (candidates.length === 1 || await this.#wire.isBound(target) !== false) {
        this.#known = target;
        break;
      }
    }
    const target = this.#known ?? candidates[0] ?? this.#named;
    if (await this.#wire.isBound(target) === false) throw nothingBound(target);
    return { socket: await this.#wire.bind(target), target };
  }

  async #candidates(): Promise<readonly Endpoint[]> {
    if (this.#known) return [this.#known];
    const { host, port } = this.#named;
    try {
      return (await this.#wire.resolve(host)).map((address) => ({ host: address, port }));
    } catch (error) {
      if (error instanceof ConnectFailure) throw connectMismatch(error.problem, this.#named);
      throw error;
    }
  }
}

function connectMismatch(problem: ConnectProblem, target: Endpoint): Mismatch {
  return new Mismatch(WORDS[problem](endpointText(target), target.host), {
    evidence: "connection",
    expected: `a connection to ${endpointText(target)}`,
    observed: OBSERVED[problem],
  });
}

function nothingBound(target: Endpoint): Mismatch {
  return new Mismatch(`Nothing is bound to UDP port ${target.port} of ${target.host}`, {
    evidence: "connection",
    expected: `a UDP server at ${endpointText(target)}`,
    observed: NOT_BOUND,
  });
}

const WORDS: Readonly<Record<ConnectProblem, (where: string, host: string) => string>> = {
  refused: (where) => `Nothing listens on ${where}: the connection was refused`,
  timeout: (where) =>
    `The connect to ${where} was not answered within ${seconds(CONNECT_TIMEOUT_MS)}`,
  unreachable: (where) => `There is no way to ${where}: the network calls it unreachable`,
  "unknown-host": (_, host) => `There is no host with the name ${JSON.stringify(host)}`,
};

/** Whether a mismatch says that nothing listens on the port, and not that the way to it is blocked. */
export function isRefusal({ details }: Mismatch): boolean {
  return isRefusalText(details.observed);
}

/** The same of what a report says was observed. */
export function isRefusalText(observed: string | null): boolean {
  return observed === OBSERVED.refused || observed === NOT_BOUND;
}

const NOT_BOUND = "a free port";

const OBSERVED: Readonly<Record<ConnectProblem, string>> = {
  refused: "connection refused",
  timeout: "no answer to the connect",
  unreachable: "host or network unreachable",
  "unknown-host": "unknown host",
};
