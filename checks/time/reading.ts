import { hex } from "../../lib/layout/hex.ts";
import { readInteger } from "../../lib/layout/number.ts";
import { timeDifference, timeValue } from "../../lib/layout/rfc868.ts";
import { timeSlips } from "../../lib/layout/time_slips.ts";

/** Bytes that came for the time, and when. */
export interface TimeReading {
  readonly bytes: Uint8Array;
  /** The time of day when they had come, in milliseconds since 1970. */
  readonly nowMs: number;
  /** How long before that the server may have looked at its clock, in milliseconds. */
  readonly withinMs: number;
}

/** What is asked of a time, each by a check of its own. */
export type Aspect = "size" | "order" | "epoch" | "unit" | "zone" | "clock";

/** What is wrong with a reading, and why, as a sentence. */
export interface Faults {
  readonly aspects: ReadonlySet<Aspect>;
  readonly words: string;
}

/** The sizes of numbers that servers send for the time: a wrong time, but a time. */
const SIZES = [2, 4, 8, 16];
/** A clock may be wrong by so much and still count from 1900 in the right order: five years. */
const WRONG_CLOCK_S = 5 * 365 * 86_400;
/** Beyond this the quarter hours of local times can't be told from a wrong clock. */
const MOST_TOLERANCE_S = 440;

const ALL: readonly Aspect[] = ["order", "epoch", "unit", "zone", "clock"];

const ASPECT_OF: ReadonlyMap<string, Aspect> = new Map([
  ["no-hton", "order"],
  ["double-conversion", "order"],
  ["wrong-hton-width", "order"],
  ["sends-text", "order"],
  ["unix-epoch", "epoch"],
  ["wrong-unit", "unit"],
  ["local-time", "zone"],
]);

/**
 * What is wrong with a reading. Where a known mistake gives just these bytes, only the aspects that it
 * spoils are wrong: a server that counts from 1970 has its bytes in order all the same.
 */
export function faultsOf(reading: TimeReading, toleranceS: number): Faults {
  const { bytes } = reading;
  const size: readonly Aspect[] = bytes.length === 4 ? [] : ["size"];
  const slips = slipsOf(reading, toleranceS);
  if (slips.length > 0 && !isProse(bytes)) {
    const halved = slips.some(({ id }) => id === "wrong-integer-size") && bytes.length <= 4;
    const spoilt = slips.flatMap(({ id }) => ASPECT_OF.get(id) ?? []);
    const aspects = new Set([...size, ...spoilt, ...(halved ? ["order" as const] : [])]);
    return {
      aspects,
      words: [...new Set(slips.map(({ words }) => words))].slice(0, 2).join("; or: "),
    };
  }
  const aheadS = secondsAhead(reading);
  if (aheadS === null || Math.abs(aheadS) > WRONG_CLOCK_S) {
    const [text] = slips;
    return {
      aspects: new Set([...size, ...ALL]),
      words: text?.words ?? `${hex(bytes)} is no time that we can read`,
    };
  }
  if (Math.abs(aheadS) <= allowedS(reading, toleranceS)) return { aspects: new Set(), words: "" };
  const direction = aheadS > 0 ? "ahead of" : "behind";
  const seconds = Math.abs(aheadS).toLocaleString("en");
  return {
    aspects: new Set(["clock"]),
    words:
      `The server's clock is ${seconds} s ${direction} ours, where ${toleranceS} s are allowed`,
  };
}

/** Whether bytes can be somebody's idea of the time. */
export function isLikeATime(reading: TimeReading): boolean {
  const { bytes } = reading;
  if (SIZES.includes(bytes.length)) return true;
  const slips = slipsOf(reading, MOST_TOLERANCE_S);
  return slips.length > 0 && (!isProse(bytes) || hasDigits(bytes));
}

/** By how many seconds four bytes, read as they should be, are ahead of our clock. */
export function secondsAhead({ bytes, nowMs }: TimeReading): number | null {
  if (bytes.length !== 4) return null;
  return timeDifference(Number(readInteger(bytes, { order: "big" })), timeValue(nowMs));
}

function slipsOf(reading: TimeReading, toleranceS: number) {
  const allowed = Math.min(allowedS(reading, toleranceS), MOST_TOLERANCE_S);
  return timeSlips(reading.bytes, { nowMs: reading.nowMs, toleranceS: allowed });
}

function allowedS({ withinMs }: TimeReading, toleranceS: number): number {
  return toleranceS + withinMs / 1000;
}

/** Whether bytes are a text that is no number, such as a date: two bytes of a number may look like letters, too. */
export function isProse(bytes: Uint8Array): boolean {
  const text = new TextDecoder().decode(bytes);
  return /^[\x20-\x7e]{5,}[\r\n\0]*$/.test(text) && !/^[0-9.]+[\s\0]*$/.test(text);
}

function hasDigits(bytes: Uint8Array): boolean {
  return /[0-9]/.test(new TextDecoder().decode(bytes));
}
