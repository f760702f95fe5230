import type * as z from "zod";
import { sameBytes } from "../../lib/bytes/compare.ts";
import { counted, quote } from "../../lib/bytes/text.ts";
import { hex } from "../../lib/layout/hex.ts";
import {
  timeBytes,
  timeDifference,
  timeValue,
  wordDate,
  wordTime,
} from "../../lib/layout/rfc868.ts";
import { TIME_FORMS } from "../../lib/layout/time_forms.ts";
import { seconds } from "../../lib/wire/echo_schema.ts";
import { expectation, type Finding } from "../../lib/wire/mismatch.ts";
import { type Aspect, faultsOf, isLikeATime, isProse, type TimeReading } from "./reading.ts";

/** How much of a text a message shows, in bytes. */
const SHOWN_BYTES = 40;
/** A reading whose clock isn't what is looked at may be off by a rounding and no more, in seconds. */
const ROUNDING_S = 1.5;

/** The reading in which one aspect of the time is right, whatever the others are. */
export function rightTime(aspect: Aspect, toleranceS: number): z.ZodType<TimeReading> {
  return expectation((reading) => {
    const { aspects, words } = faultsOf(reading, toleranceS);
    if (!aspects.has(aspect)) return null;
    const { bytes } = reading;
    const message = aspect === "size"
      ? `${counted(bytes.length, "byte")} came, not 4${words === "" ? "" : `. ${words}`}`
      : aspect === "clock"
      ? words
      : `${shown(bytes)} is not the time. ${words}`;
    return finding(reading, message, aspect === "clock" ? "timing" : "bytes");
  });
}

/** The reading of anything that can be somebody's idea of the time. */
export function anyTime(): z.ZodType<TimeReading> {
  return expectation((reading) =>
    isLikeATime(reading) ? null : finding(
      reading,
      `${shown(reading.bytes)} came, which has nothing to do with the time`,
      "bytes",
    )
  );
}

/** Two readings, in whatever form, of which the second is later by as much as time has passed. */
export function movedOn(): z.ZodType<readonly [TimeReading, TimeReading]> {
  return expectation(([first, second]) => {
    const passedS = (second.nowMs - first.nowMs) / 1000;
    const slackS = ROUNDING_S + Math.max(first.withinMs, second.withinMs) / 1000;
    const steps = stepsBetween(first.bytes, second.bytes);
    const isSame = sameBytes(first.bytes, second.bytes);
    if (!isSame && isProse(second.bytes)) return null; // we can't read it, but it has changed
    if (steps.some((step) => Math.abs(step - passedS) <= slackS)) return null;
    const passed = seconds(second.nowMs - first.nowMs);
    return finding(
      second,
      isSame
        ? `Two readings ${passed} apart gave the same time`
        : `Two readings ${passed} apart differ by ${steps[0] ?? "no number of"} s`,
      "bytes",
    );
  });
}

/** By how many seconds the second of two times is later, in every form in which both can be read. */
function stepsBetween(first: Uint8Array, second: Uint8Array): readonly number[] {
  return TIME_FORMS.flatMap(({ read }) => {
    const [one, other] = [read(first), read(second)];
    if (one === null || other === null) return [];
    const step = other.modulo === Infinity
      ? other.value - one.value
      : timeDifference(other.value, one.value);
    return [step, step / 1000];
  });
}

function finding(
  { bytes, nowMs }: TimeReading,
  message: string,
  evidence: Finding["evidence"],
): Finding {
  const expected = timeBytes(nowMs);
  const value = `${hex(expected)} (${timeValue(nowMs)})`;
  return {
    evidence,
    message,
    expected: `about ${value}, which is ${wordDate(nowMs)}`,
    observed: bytes.length === 4 ? wordTime(bytes, nowMs) : shown(bytes),
    difference: { expected, observed: bytes, offset: 0 },
  };
}

function shown(bytes: Uint8Array): string {
  return isProse(bytes) ? quote(bytes.subarray(0, SHOWN_BYTES)) : hex(bytes);
}
