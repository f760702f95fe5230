import type { Suite } from "../../lib/check.ts";
import { type EchoRules, isAboutText, PLAIN_DATAGRAMS } from "../../lib/echo/rules.ts";
import { type EchoCheck, underRules } from "../echo/echo_check.ts";
import { ruledMistakes } from "../echo/ruled_mistakes.ts";
import { seenAsEcho } from "../echo/seen_as_echo.ts";
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

/** The checks of a datagram echo server, in the order of the report, for an assignment's own rules. */
export function udpEchoSuite(given: EchoRules = PLAIN_DATAGRAMS): Suite {
  const rules: EchoRules = { ...given, unit: "datagram" };
  const checks = underRules(allChecks(rules), rules);
  const seenAs = seenAsEcho(rules);
  return {
    name: "udp-echo",
    title: "a datagram echo server (RFC 862, UDP)",
    transport: "udp",
    groups: {
      reach: "answers a datagram, from the first on",
      payload: isAboutText(rules)
        ? "text of any length"
        : "every byte value, nothing added, nothing lost",
      reply: "one for each datagram, from the address asked",
      size: "from 1 byte up",
      clients: "each gets its own",
      survival: "empty and large datagrams, clients that are gone",
    },
    async mistakes() {
      const { MISTAKES, echoNotTransformed } = await import("./mistakes/mod.ts");
      return ruledMistakes(MISTAKES, { rules, notTransformed: echoNotTransformed });
    },
    isUniform: true,
    ...(seenAs ? { seenAs } : {}),
    opening: [answers.id, firstDatagram.id],
    checks,
  };
}

/** The checks of plain echo (RFC 862). */
export const udpEcho: Suite = udpEchoSuite();

/** All checks, in the order of the report. */
function allChecks(rules: EchoRules): readonly EchoCheck[] {
  return [
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
    ...sizes(rules),
    emptyDatagram,
    clientGone,
    largestDatagram,
  ];
}
