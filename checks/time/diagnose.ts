import { quote } from "../../lib/bytes/text.ts";
import type { Observation } from "../../lib/diagnose/observation.ts";
import { type Recogniser, recogniser } from "../../lib/diagnose/reading.ts";
import { labelled } from "../../lib/diagnose/drawing.ts";
import { nameOf } from "../../lib/check.ts";
import { hex } from "../../lib/layout/hex.ts";
import { timeBytes, timeInstant, wordDate } from "../../lib/layout/rfc868.ts";
import { readInteger } from "../../lib/layout/number.ts";
import { timeTheories, type TimeTheory } from "../../lib/layout/time_slips.ts";
import { isProse, type TimeReading } from "./reading.ts";

/** A clock may be off by so much, in seconds, and its owner isn't told another name for it. */
const TOLERANCE_S = 30;
/** Beyond this the quarter hours of local times can't be told from a wrong clock, in seconds. */
const MOST_TOLERANCE_S = 440;
/** So much of a text is shown, in bytes. */
const SHOWN_BYTES = 40;
/** So many readings at least must say the same. */
const FEWEST = 2;

/** The checks that each mistake fails where it isn't the only one. */
const CHECKS_OF: Readonly<Record<string, readonly string[]>> = {
  "no-hton": ["byte-order"],
  "wrong-hton-width": ["byte-order", "four-bytes"],
  "wrong-integer-size": ["four-bytes", "byte-order"],
  "sends-text": ["byte-order", "four-bytes"],
  "unix-epoch": ["epoch"],
  "wrong-unit": ["seconds"],
  "local-time": ["utc"],
  "adds-nul": ["four-bytes"],
  "ignores-recv-length": ["four-bytes"],
};

/** Recognises a mistake in what is sent for the time: all readings of the run are explained by it. */
export function byTime(id: string): Recogniser {
  return recogniser((run) => {
    const readings = run.all.flatMap(readingsOf);
    const theories = sharedBy(readings).filter(({ ids }) => ids.includes(id));
    if (readings.length < FEWEST || theories.length === 0) return null;
    const isAlone = theories.every(({ ids }) =>
      ids.every((other) => other === id || !CHECKS_OF[other])
    );
    const names = CHECKS_OF[id] ?? [];
    return {
      explains: (seen) =>
        seen.group === "value" && (isAlone || names.includes(nameOf(seen.id))) &&
        readingsOf(seen).length > 0,
      draw: (explained) => drawTime(explained.flatMap(readingsOf)[0], theories[0]),
    };
  });
}

/** The explanations that all readings have in common. */
function sharedBy(readings: readonly TimeReading[]): readonly TimeTheory[] {
  const [first, ...others] = readings.map(theoriesOf);
  return (first ?? []).filter(({ words }) =>
    others.every((theories) => theories.some((theory) => theory.words === words))
  );
}

function theoriesOf({ bytes, nowMs, withinMs }: TimeReading): readonly TimeTheory[] {
  const toleranceS = Math.min(TOLERANCE_S + withinMs / 1000, MOST_TOLERANCE_S);
  const theories = timeTheories(bytes, { nowMs, toleranceS });
  return isProse(bytes) && !/[0-9]/.test(new TextDecoder().decode(bytes)) ? [] : theories;
}

/** What came on each connection of a check, or in each datagram, and the time of day of it. */
export function readingsOf(seen: Observation): readonly TimeReading[] {
  const { beganAtMs } = seen;
  if (beganAtMs === undefined || seen.status === "skip") return [];
  const isDatagrams = seen.id.startsWith("udp-");
  return seen.conversations.flatMap(({ entries, received, connectMs }) => {
    const came = entries.filter(({ event }) => event === "receive");
    const readings = isDatagrams
      ? came
      : came.slice(0, 1).map(({ ms }) => ({ ms, data: received }));
    return readings.map(({ ms, data }) => ({
      bytes: data,
      nowMs: beganAtMs + ms,
      withinMs: ms - connectMs,
    }));
  });
}

/** What is expected and what came, and what it is in the words of the slip. */
function drawTime(
  reading: TimeReading | undefined,
  theory: TimeTheory | undefined,
): readonly string[] {
  if (!reading || !theory) return [];
  const { bytes, nowMs } = reading;
  return [
    ...labelled("due", `${hex(timeBytes(nowMs))}   which is ${wordDate(nowMs)}`),
    ...labelled("came back", isText(bytes) ? quote(bytes.subarray(0, SHOWN_BYTES)) : hex(bytes)),
    ...(bytes.length === 4 ? waysToRead(bytes, nowMs) : []),
    ...labelled("", `${theory.words}.`),
  ];
}

function isText(bytes: Uint8Array): boolean {
  return bytes.length > 4 && /^[\x20-\x7e]+[\r\n\0]*$/.test(new TextDecoder().decode(bytes));
}

function waysToRead(bytes: Uint8Array, nowMs: number): readonly string[] {
  const dateOf = (order: "big" | "little") =>
    wordDate(timeInstant(Number(readInteger(bytes, { order })), nowMs));
  return [
    ...labelled("", `read from the front: ${dateOf("big")}`),
    ...labelled("", `read from the back:  ${dateOf("little")}`),
  ];
}
