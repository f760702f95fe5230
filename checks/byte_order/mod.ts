import type { Suite } from "../../lib/check.ts";
import { BUILT_IN_LAYOUT } from "../../lib/layout/built_in.ts";
import type { Layout } from "../../lib/layout/layout.ts";
import { leaveAtOnce } from "./clients/leave_at_once.ts";
import { nextClient } from "./clients/next_client.ts";
import { oneAfterAnother } from "./clients/one_after_another.ts";
import { emptyConnection } from "./closing/empty_connection.ts";
import { endAfterClient } from "./closing/end_after_client.ts";
import { halfClose } from "./closing/half_close.ts";
import { crowds } from "./concurrency/crowds.ts";
import { interleaved } from "./concurrency/interleaved.ts";
import { secondClient } from "./concurrency/second_client.ts";
import { sideBySide } from "./concurrency/side_by_side.ts";
import { silentClients } from "./concurrency/silent_clients.ts";
import { answers } from "./reach/answers.ts";
import { exactSize } from "./size/exact.ts";
import { atOnce } from "./stream/at_once.ts";
import { byteByByte } from "./stream/byte_by_byte.ts";
import { cuts } from "./stream/cuts.ts";
import { everyCut } from "./stream/every_cut.ts";
import { hundredRecords } from "./stream/hundred_records.ts";
import { longThenShort } from "./stream/long_then_short.ts";
import { nothingUnasked } from "./stream/nothing_unasked.ts";
import { pipelined } from "./stream/pipelined.ts";
import { recordAndAHalf } from "./stream/record_and_a_half.ts";
import { severalRecords } from "./stream/several_records.ts";
import { halfRecords } from "./survival/half_records.ts";
import { leavesWithoutReading, resetAtOnce, resetInRecord } from "./survival/hazards.ts";
import { malformed } from "./survival/malformed.ts";
import { contents } from "./text/contents.ts";
import { lengths } from "./text/lengths.ts";
import { count } from "./values/count.ts";
import { floats } from "./values/floats.ts";
import { numbers } from "./values/numbers.ts";

/** The checks of a server of binary records with any layout, in the order of the report. */
export function byteOrderSuite(layout: Layout): Suite {
  const first = answers(layout);
  const next = nextClient(layout);
  const second = secondClient(layout);
  return {
    name: "byte-order",
    title: "a server of binary records in network byte order",
    transport: "tcp",
    groups: {
      reach: "accepts a connection and answers",
      values: "numbers in network byte order, at both ends of their range",
      text: "unchanged and in order, empty to longest",
      size: "as many bytes as the reply has",
      stream: "one after another, together, cut anywhere",
      closing: "the last reply comes back, then the end",
      clients: "one after another, none left hanging",
      concurrency: "several at a time; none gets another's bytes",
      survival: "malformed and half records, clients that reset",
    },
    mistakes: async () => (await import("./mistakes/mod.ts")).mistakesFor(layout),
    opening: [first.id, next.id, second.id],
    checks: [
      first,
      ...numbers(layout),
      ...floats(layout),
      count(layout),
      ...contents(layout),
      ...lengths(layout),
      exactSize(layout),
      atOnce(layout),
      nothingUnasked(layout),
      severalRecords(layout),
      longThenShort(layout),
      ...cuts(layout),
      recordAndAHalf(layout),
      everyCut(layout),
      byteByByte(layout),
      pipelined(layout),
      hundredRecords(layout),
      endAfterClient(layout),
      halfClose(layout),
      emptyConnection(layout),
      next,
      leaveAtOnce(layout),
      oneAfterAnother(layout),
      second,
      interleaved(layout),
      ...silentClients(layout),
      ...crowds(layout),
      sideBySide(layout),
      resetAtOnce,
      resetInRecord(layout),
      ...halfRecords(layout),
      ...malformed(layout),
      leavesWithoutReading(layout),
    ],
  };
}

/** The checks for the built-in layout, where a lab brings none of its own. */
export const byteOrder: Suite = byteOrderSuite(BUILT_IN_LAYOUT);
