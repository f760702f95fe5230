import { SECONDS_TO_1970, TIME_RANGE } from "./rfc868.ts";
import type { SlipMatch } from "./slips.ts";
import { type FoundTime, TIME_FORMS } from "./time_forms.ts";

/** The clock that a time is compared with. */
export interface TimeBasis {
  /** The right time, in milliseconds since 1970. */
  readonly nowMs: number;
  /** How far a right time may be off, in seconds either way: less than 450. */
  readonly toleranceS: number;
}

/** One explanation of the bytes of a time: a form, and what was taken for the time. */
export interface TimeTheory {
  /** The slips that it takes, all of them together or each by itself; none for the right time. */
  readonly ids: readonly string[];
  /** How the time was sent, as a sentence. */
  readonly words: string;
}

/**
 * The explanations of the bytes of a time that take the fewest slips: the right time is one without any,
 * and there is none where nothing known gives these bytes.
 */
export function timeTheories(bytes: Uint8Array, basis: TimeBasis): readonly TimeTheory[] {
  const found = TIME_FORMS.flatMap((form) => {
    const read = form.read(bytes);
    return read === null ? [] : meanings(basis)
      .filter((meaning) => means(read, { meaning, basis }))
      .map((meaning) => ({
        ids: [...form.ids, ...meaning.ids],
        words: sentence([form.words, meaning.words]),
        slips: form.weight + meaning.weight,
      }));
  });
  if (found.length === 0 && isText(bytes)) return [{ ids: ["sends-text"], words: TEXT_WORDS }];
  const least = Math.min(...found.map(({ slips }) => slips));
  return found.filter(({ slips }) => slips === least).map(({ ids, words }) => ({ ids, words }));
}

const TEXT_WORDS = "It is a text, such as a date";

/**
 * The slips that turn the right time into just these bytes: none where they are the right time.
 *
 * Where several explanations fit, only those with the fewest slips are given; each id comes once.
 * Two slips that can't be told apart (`no-hton` and `double-conversion`) come together.
 */
export function timeSlips(bytes: Uint8Array, basis: TimeBasis): readonly SlipMatch[] {
  const matches = timeTheories(bytes, basis).flatMap(({ ids, words }) =>
    ids.map((id) => ({ id, words }))
  );
  return [...Map.groupBy(matches, ({ id }) => id).values()].flatMap(([first]) => first ?? []);
}

function sentence(parts: readonly string[]): string {
  const words = parts.filter((part) => part !== "").join(", and ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What a server may take for the time: a number of seconds, or of milliseconds. */
interface Meaning {
  readonly ids: readonly string[];
  readonly words: string;
  readonly weight: number;
  readonly value: number;
  /** How many of its units a second has. */
  readonly perSecond: number;
}

function meanings({ nowMs, toleranceS }: TimeBasis): readonly Meaning[] {
  const unix = Math.floor(nowMs / 1000);
  const right = unix + SECONDS_TO_1970;
  const epoch = (words: string, value: number): Meaning => ({
    ids: ["unix-epoch"],
    words,
    weight: 1,
    value,
    perSecond: 1,
  });
  const unit = (words: string, value: number): Meaning => ({
    ids: ["wrong-unit"],
    words,
    weight: 1,
    value,
    perSecond: 1000,
  });
  return [
    { ids: [], words: "", weight: 0, value: right, perSecond: 1 },
    epoch("it counts from 1970", unix),
    epoch("its 70 years have no leap days: it is 17 days behind", unix + 70 * 365 * 86_400),
    epoch("2208988800 was added twice", right + SECONDS_TO_1970),
    epoch("2208988800 was subtracted, not added", unix - SECONDS_TO_1970),
    unit("it counts milliseconds since 1900", right * 1000),
    unit("it counts milliseconds since 1970", nowMs),
    unit("2208988800 was added to milliseconds", nowMs + SECONDS_TO_1970),
    ...localOffsets(toleranceS).flatMap((offset): readonly Meaning[] => [
      {
        ids: ["local-time"],
        words: wordOffset(offset),
        weight: 2,
        value: right + offset,
        perSecond: 1,
      },
      {
        ids: ["local-time", "unix-epoch"],
        words: `it counts from 1970, and ${wordOffset(offset)}`,
        weight: 3,
        value: unix + offset,
        perSecond: 1,
      },
    ]),
  ];
}

/** Every distance from UTC that a local time has: quarter hours up to 14 hours, in seconds. */
function localOffsets(toleranceS: number): readonly number[] {
  return Array.from({ length: 113 }, (_, at) => (at - 56) * 900)
    .filter((offset) => Math.abs(offset) > toleranceS);
}

function wordOffset(offset: number): string {
  const hours = Math.abs(offset) / 3600;
  return `it is a local time, ${hours} ${hours === 1 ? "hour" : "hours"} ${
    offset > 0 ? "ahead of" : "behind"
  } UTC`;
}

function means(
  { value, modulo }: FoundTime,
  { meaning, basis }: { readonly meaning: Meaning; readonly basis: TimeBasis },
): boolean {
  if (modulo < TIME_RANGE && meaning.weight > 1) return false; // 16 bits fit some quarter hour or other
  if (modulo < TIME_RANGE && meaning.perSecond !== 1) return false;
  const ahead = value - meaning.value;
  const distance = modulo === Infinity
    ? Math.abs(ahead)
    : Math.min(remainder(ahead, modulo), remainder(-ahead, modulo));
  return distance <= basis.toleranceS * meaning.perSecond;
}

function remainder(value: number, modulo: number): number {
  return ((value % modulo) + modulo) % modulo;
}

function isText(bytes: Uint8Array): boolean {
  return /^[\x20-\x7e]{5,}[\r\n\0]*$/.test(new TextDecoder().decode(bytes));
}
