import { swapBytes } from "../diagnose/unreached.ts";
import type { Bound } from "../program.ts";
import { findListeners } from "../run/listeners.ts";
import { endpointText, isLoopback } from "../wire/wire.ts";
import type { Address } from "./address.ts";

/** What to look at where nothing listens on a port: one line, or several. */
export async function nothingListensHint(
  address: Address,
  transport: Bound["transport"],
): Promise<string> {
  return wordsFor(address, transport, await findListeners());
}

/** The same for what is known to listen on this machine. */
export function wordsFor(
  { host, port }: Address,
  transport: Bound["transport"],
  listeners: readonly Bound[],
): string {
  const where = endpointText({ host, port });
  const first = `Nothing listens on ${where}${transport === "udp" ? " (UDP)" : ""}. ` +
    "Is your server running? Did it print an error?";
  if (!isLoopback(host) && host !== "localhost") return first;
  const nearby = [
    swappedHint(port, listeners),
    transportHint(port, transport, listeners),
    addressHint(host, port, listeners.filter((listener) => listener.transport === transport)),
  ];
  return [first, ...nearby.filter((hint) => hint !== null)].join("\n");
}

function swappedHint(port: number, listeners: readonly Bound[]): string | null {
  const swapped = swapBytes(port);
  if (swapped === port || !listeners.some((listener) => listener.port === swapped)) return null;
  return `Something listens on ${swapped}, the same port with its bytes swapped: sin_port needs htons()`;
}

function transportHint(
  port: number,
  asked: Bound["transport"],
  listeners: readonly Bound[],
): string | null {
  const other = asked === "tcp" ? "udp" : "tcp";
  if (!listeners.some((listener) => listener.port === port && listener.transport === other)) {
    return null;
  }
  return asked === "tcp"
    ? `Something is bound to UDP port ${port}: for TCP the socket must be a SOCK_STREAM`
    : `Something listens on TCP port ${port}: for UDP the socket must be a SOCK_DGRAM`;
}

function addressHint(host: string, port: number, listeners: readonly Bound[]): string | null {
  const elsewhere = listeners.find((listener) => listener.port === port && listener.host !== host);
  if (!elsewhere) return null;
  return `Something listens on ${
    endpointText(elsewhere)
  }, another address: bind() to INADDR_ANY serves all of them`;
}
