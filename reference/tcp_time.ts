import {
  type Connection,
  type ListenOptions,
  type RunningServer,
  serveStreams,
  writeAll,
} from "./stream.ts";
import { rfc868Time } from "./time.ts";

/** Sends the time without being asked; the connection is closed after it (RFC 868, TCP). */
export async function sendTime(connection: Connection): Promise<void> {
  await writeAll(connection, rfc868Time());
}

/** A correct time server over TCP (RFC 868), for any number of clients at once. */
export function serveTcpTime(options?: ListenOptions): RunningServer {
  return serveStreams(sendTime, options);
}
