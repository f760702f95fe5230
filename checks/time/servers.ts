import { integerBytes, numberBytes } from "../../lib/layout/number.ts";
import { SECONDS_TO_1970, timeBytes, timeValue } from "../../lib/layout/rfc868.ts";
import { eachClient } from "../../lib/serve/echo.ts";
import type { DatagramServer, Server, StreamServer } from "../../lib/serve/server.ts";

/** What a server sends at a time of day, in milliseconds since 1970. */
export type TimeBytes = (nowMs: number) => Uint8Array;

/** A server that sends these bytes and closes, or one that sends them for each datagram. */
export function timeServer(transport: "tcp" | "udp", bytesAt: TimeBytes = timeBytes): Server {
  return transport === "tcp" ? timeStream(bytesAt) : timeDatagrams(bytesAt);
}

/** A server over TCP that sends these bytes and closes. */
export function timeStream(bytesAt: TimeBytes = timeBytes): StreamServer {
  return eachClient((client, program) => client.send(bytesAt(program.date())));
}

/** A server over UDP that sends these bytes for each datagram. */
export function timeDatagrams(bytesAt: TimeBytes = timeBytes): DatagramServer {
  return {
    transport: "udp",
    start: (program) => ({ from }, socket) => void socket.sendTo(bytesAt(program.date()), from),
  };
}

/** Some of the time's bytes, by their places, and zeros. */
export function picked(...places: readonly (number | null)[]): TimeBytes {
  return (nowMs) => {
    const bytes = timeBytes(nowMs);
    return Uint8Array.from(places, (place) => place === null ? 0 : bytes[place] ?? 0);
  };
}

/** A number of 32 bits in network byte order. */
export function asNumber(valueAt: (nowMs: number) => number): TimeBytes {
  return (nowMs) => integerBytes(BigInt(valueAt(nowMs)), { size: 4, order: "big" });
}

/** A number of 64 bits. */
export function asLong(
  valueAt: (nowMs: number) => number,
  order: "big" | "little" = "big",
): TimeBytes {
  return (nowMs) => integerBytes(BigInt(valueAt(nowMs)), { size: 8, order });
}

/** A double. */
export function asDouble(valueAt: (nowMs: number) => number): TimeBytes {
  return (nowMs) => numberBytes(valueAt(nowMs), { type: "float64", order: "big" });
}

/** A text. */
export function asText(words: (nowMs: number) => string): TimeBytes {
  return (nowMs) => new TextEncoder().encode(words(nowMs));
}

/** The seconds since 1970. */
export function unixSeconds(nowMs: number): number {
  return Math.floor(nowMs / 1000);
}

/** The seconds since 1900, as a number without end. */
export function rightSeconds(nowMs: number): number {
  return unixSeconds(nowMs) + SECONDS_TO_1970;
}

/** The right number, modulo 2^32. */
export const rightValue = timeValue;
