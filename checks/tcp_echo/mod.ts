import type { Suite } from "../../lib/check.ts";
import { type EchoRules, isAboutText, PLAIN_STREAM } from "../../lib/echo/rules.ts";
import { type EchoCheck, underRules } from "../echo/echo_check.ts";
import { ruledMistakes } from "../echo/ruled_mistakes.ts";
import { seenAsEcho } from "../echo/seen_as_echo.ts";
import { leaveAtOnce } from "./clients/leave_at_once.ts";
import { nextClient } from "./clients/next_client.ts";
import { oneAfterAnother } from "./clients/one_after_another.ts";
import { emptyConnection } from "./closing/empty_connection.ts";
import { endAfterClient } from "./closing/end_after_client.ts";
import { halfClose } from "./closing/half_close.ts";
import { closingLateReader } from "./closing/late_reader.ts";
import { notBefore } from "./closing/not_before.ts";
import { burst } from "./concurrency/burst.ts";
import { crowds } from "./concurrency/crowds.ts";
import { interleaved } from "./concurrency/interleaved.ts";
import { secondClient } from "./concurrency/second_client.ts";
import { sideBySide } from "./concurrency/side_by_side.ts";
import { silentClients } from "./concurrency/silent_clients.ts";
import { slowReader } from "./concurrency/slow_reader.ts";
import { slowWriter } from "./concurrency/slow_writer.ts";
import { bufferSizes } from "./payload/buffer_sizes.ts";
import { contents } from "./payload/contents.ts";
import { sizes } from "./payload/sizes.ts";
import { answers } from "./reach/answers.ts";
import { byteByByte } from "./stream/byte_by_byte.ts";
import { cutCharacter } from "./stream/cut_character.ts";
import { idleConnection } from "./stream/idle_connection.ts";
import { lateReader } from "./stream/late_reader.ts";
import { longThenShort } from "./stream/long_then_short.ts";
import { manySmallWrites } from "./stream/many_small_writes.ts";
import { noDelayPerByte } from "./stream/no_delay_per_byte.ts";
import { noNewlineNeeded } from "./stream/no_newline_needed.ts";
import { nothingUnasked } from "./stream/nothing_unasked.ts";
import { oneByte } from "./stream/one_byte.ts";
import { severalMessages } from "./stream/several_messages.ts";
import { twoInOneSegment } from "./stream/two_in_one_segment.ts";
import {
  leavesWithoutReading,
  resetAtOnce,
  resetInLargeEcho,
  resetWhenIdle,
} from "./survival/hazards.ts";

/** The checks of a stream echo server, in the order of the report, for an assignment's own rules. */
export function tcpEchoSuite(given: EchoRules = PLAIN_STREAM): Suite {
  const rules: EchoRules = { ...given, unit: given.unit === "line" ? "line" : "stream" };
  const checks = underRules(allChecks(), rules);
  const seenAs = seenAsEcho(rules);
  return {
    name: "tcp-echo",
    title: "a stream echo server (RFC 862, TCP)",
    transport: "tcp",
    groups: {
      reach: "accepts a connection and answers",
      stream: "cut anywhere, in one piece or byte by byte",
      payload: isAboutText(rules) ? "text of any length" : "every byte value, from 1 byte up",
      closing: "the tail comes back, then the end",
      clients: "one after another, none left hanging",
      concurrency: "several at a time; a silent one blocks nobody",
      survival: "clients that reset or leave early",
    },
    async mistakes() {
      const { MISTAKES, echoNotTransformed } = await import("./mistakes/mod.ts");
      return ruledMistakes(MISTAKES, { rules, notTransformed: echoNotTransformed });
    },
    isUniform: true,
    ...(seenAs ? { seenAs } : {}),
    opening: [answers.id, nextClient.id, secondClient.id, burst.id],
    checks,
  };
}

/** The checks of plain echo (RFC 862). */
export const tcpEcho: Suite = tcpEchoSuite();

/** All checks, in the order of the report. */
function allChecks(): readonly EchoCheck[] {
  return [
    answers,
    oneByte,
    noNewlineNeeded,
    nothingUnasked,
    severalMessages,
    longThenShort,
    twoInOneSegment,
    byteByByte,
    cutCharacter,
    manySmallWrites,
    lateReader,
    idleConnection,
    noDelayPerByte,
    ...contents,
    ...bufferSizes,
    ...sizes,
    endAfterClient,
    notBefore,
    halfClose,
    emptyConnection,
    closingLateReader,
    nextClient,
    leaveAtOnce,
    oneAfterAnother,
    secondClient,
    interleaved,
    silentClients,
    slowWriter,
    slowReader,
    sideBySide,
    ...crowds,
    burst,
    resetAtOnce,
    resetWhenIdle,
    leavesWithoutReading,
    resetInLargeEcho,
  ];
}
