import { serveDatagrams } from "./datagram.ts";
import type { ListenOptions, RunningServer } from "./stream.ts";
import { rfc868Time } from "./time.ts";

/** Answers any datagram, an empty one above all, with the time (RFC 868, UDP). */
export function answerTime(_payload: Uint8Array): Uint8Array {
  return rfc868Time();
}

/** A correct time server over UDP (RFC 868). */
export function serveUdpTime(options?: ListenOptions): Promise<RunningServer> {
  return serveDatagrams(answerTime, options);
}
