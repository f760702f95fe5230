import type { Suite } from "../../lib/check.ts";
import type { TimeOptions } from "../time/tolerance.ts";
import { valueChecks } from "../time/values.ts";
import { anotherPort } from "./clients/another_port.ts";
import { twoAtOnce } from "./clients/two_at_once.ts";
import { readTime } from "./conversation.ts";
import { answers } from "./reach/answers.ts";
import { firstDatagram } from "./reach/first_datagram.ts";
import { exactlyOne } from "./reply/exactly_one.ts";
import { payloads } from "./reply/payloads.ts";
import { sameAddress } from "./reply/same_address.ts";
import { clientGone, emptyDatagram } from "./survival/hazards.ts";

/** The checks of a time server over UDP, in the order of the report. */
export function udpTimeSuite(options: TimeOptions = {}): Suite {
  const service = {
    ...options,
    suite: "udp-time",
    read: readTime,
    shell: "printf x | nc -u -w 1 {host} {port}",
  };
  return {
    name: "udp-time",
    title: "a time server (RFC 868, UDP)",
    transport: "udp",
    groups: {
      reach: "answers a datagram, from the first on",
      value: "4 bytes, seconds since 1900, in network byte order",
      reply: "one for each datagram, from the address asked",
      clients: "each gets its own",
      survival: "empty datagrams, clients that are gone",
    },
    mistakes: async () => (await import("./mistakes/mod.ts")).MISTAKES,
    opening: [answers.id, firstDatagram.id],
    checks: [
      answers,
      firstDatagram,
      ...valueChecks(service),
      ...payloads,
      exactlyOne,
      sameAddress,
      anotherPort,
      twoAtOnce,
      emptyDatagram,
      clientGone,
    ],
  };
}

/** The checks with the usual tolerance. */
export const udpTime: Suite = udpTimeSuite();
