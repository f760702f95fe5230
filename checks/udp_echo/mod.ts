import type { Suite } from "../../lib/check.ts";
import { anotherPort } from "./clients/another_port.ts";
import { twoInterleaved } from "./clients/two_interleaved.ts";
import { contents } from "./payload/contents.ts";
import { longThenShort } from "./payload/long_then_short.ts";
import { answers } from "./reach/answers.ts";
import { firstDatagram } from "./reach/first_datagram.ts";
import { boundaries } from "./reply/boundaries.ts";
import { exactlyOne } from "./reply/exactly_one.ts";
import { hundred } from "./reply/hundred.ts";
import { sameAddress } from "./reply/same_address.ts";
import { sizes } from "./size/sizes.ts";
import { clientGone, emptyDatagram, largestDatagram } from "./survival/hazards.ts";

/** The checks of a datagram echo server, in the order of the report. */
export const udpEcho: Suite = {
  name: "udp-echo",
  title: "a datagram echo server (RFC 862, UDP)",
  transport: "udp",
  groups: {
    reach: "answers a datagram, from the first on",
    payload: "every byte value, nothing added, nothing lost",
    reply: "one for each datagram, from the address asked",
    size: "from 1 byte up",
    clients: "each gets its own",
    survival: "empty and large datagrams, clients that are gone",
  },
  mistakes: async () => (await import("./mistakes/mod.ts")).MISTAKES,
  isUniform: true,
  opening: [answers.id, firstDatagram.id],
  checks: [
    answers,
    firstDatagram,
    ...contents,
    longThenShort,
    sameAddress,
    exactlyOne,
    boundaries,
    hundred,
    twoInterleaved,
    anotherPort,
    ...sizes,
    emptyDatagram,
    clientGone,
    largestDatagram,
  ],
};
