import type { Suite } from "../../lib/check.ts";
import type { TimeOptions } from "../time/tolerance.ts";
import { valueChecks } from "../time/values.ts";
import { unasked } from "./answer/unasked.ts";
import { leaveAtOnce } from "./clients/leave_at_once.ts";
import { nextClient } from "./clients/next_client.ts";
import { oneAfterAnother } from "./clients/one_after_another.ts";
import { closesAfterTime } from "./closing/closes_after_time.ts";
import { crowds, lingeringClients } from "./concurrency/crowds.ts";
import { secondClient } from "./concurrency/second_client.ts";
import { readTime } from "./conversation.ts";
import { answers } from "./reach/answers.ts";
import { resetAfterTime, resetAtOnce } from "./survival/hazards.ts";

/** The checks of a time server over TCP, in the order of the report. */
export function tcpTimeSuite(options: TimeOptions = {}): Suite {
  const service = {
    ...options,
    suite: "tcp-time",
    read: readTime,
    shell: "nc -w 1 {host} {port} </dev/null",
  };
  return {
    name: "tcp-time",
    title: "a time server (RFC 868, TCP)",
    transport: "tcp",
    groups: {
      reach: "accepts a connection and sends a time",
      value: "4 bytes, seconds since 1900, in network byte order",
      answer: "at once, without a question",
      closing: "closes when the time is sent",
      clients: "one after another, none left hanging",
      concurrency: "several at a time; none holds up another",
      survival: "clients that reset or leave early",
    },
    mistakes: async () => (await import("./mistakes/mod.ts")).MISTAKES,
    opening: [answers.id, nextClient.id, secondClient.id],
    checks: [
      answers,
      ...valueChecks(service),
      unasked,
      closesAfterTime,
      nextClient,
      leaveAtOnce,
      oneAfterAnother,
      secondClient,
      lingeringClients,
      ...crowds,
      resetAtOnce,
      resetAfterTime,
    ],
  };
}

/** The checks with the usual tolerance. */
export const tcpTime: Suite = tcpTimeSuite();
