import { serveDatagrams } from "./datagram.ts";
import type { ListenOptions, RunningServer } from "./stream.ts";

/** The payload of one datagram, sent back as it came, an empty one too (RFC 862, UDP). */
export function echoDatagram(payload: Uint8Array): Uint8Array {
  return payload;
}

/** A correct datagram echo server (RFC 862), for payloads of 0 to 65,507 bytes. */
export function serveUdpEcho(options?: ListenOptions): Promise<RunningServer> {
  return serveDatagrams(echoDatagram, options);
}
