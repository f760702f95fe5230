import { assertEquals } from "@std/assert";
import { integerBytes, numberBytes } from "./number.ts";
import { SECONDS_TO_1970, timeBytes } from "./rfc868.ts";
import { timeSlips } from "./time_slips.ts";

const NOW_MS = Date.UTC(2026, 10, 23, 17, 5, 9, 250);
const UNIX = Math.floor(NOW_MS / 1000);
const RIGHT = UNIX + SECONDS_TO_1970;

function u32(value: number, order: "big" | "little" = "big"): Uint8Array {
  return integerBytes(BigInt(value), { size: 4, order });
}

function u64(value: number, order: "big" | "little" = "big"): Uint8Array {
  return integerBytes(BigInt(value), { size: 8, order });
}

function picked(...places: readonly (number | null)[]): Uint8Array {
  return Uint8Array.from(places, (place) => place === null ? 0 : u32(RIGHT)[place] ?? 0);
}

function text(words: string): Uint8Array {
  return new TextEncoder().encode(words);
}

/** What a server sent, as a test names it, the bytes, and the ids of what is made of it. */
const rows: readonly (readonly [sent: string, bytes: Uint8Array, ids: readonly string[]])[] = [
  ["the right time", timeBytes(NOW_MS), []],
  ["a time within the tolerance", u32(RIGHT - 2), []],
  ["a time outside of it", u32(RIGHT - 3), []],
  ["some other number", u32(12_345), []],
  ["nothing", new Uint8Array(), []],
  ["the time, reversed", u32(RIGHT, "little"), ["no-hton", "double-conversion"]],
  ["the unix time", u32(UNIX), ["unix-epoch"]],
  ["the unix time, reversed", u32(UNIX, "little"), ["no-hton", "double-conversion", "unix-epoch"]],
  ["a time without leap days", u32(UNIX + 70 * 365 * 86_400), ["unix-epoch"]],
  ["the offset twice", u32(RIGHT + SECONDS_TO_1970), ["unix-epoch"]],
  ["the offset subtracted", u32(UNIX - SECONDS_TO_1970), ["unix-epoch"]],
  ["milliseconds since 1970", u32(NOW_MS), ["wrong-unit"]],
  ["milliseconds since 1900", u32(NOW_MS + SECONDS_TO_1970 * 1000), ["wrong-unit"]],
  ["milliseconds plus seconds", u32(NOW_MS + SECONDS_TO_1970), ["wrong-unit"]],
  ["local time in Berlin", u32(RIGHT + 3600), ["local-time"]],
  ["local time in Kathmandu", u32(RIGHT + 20_700), ["local-time"]],
  ["local time in New York", u32(RIGHT - 5 * 3600), ["local-time"]],
  ["local unix time", u32(UNIX + 7200), ["local-time", "unix-epoch"]],
  ["a long in network order", u64(RIGHT), ["wrong-integer-size"]],
  ["htonl() in a long", picked(0, 1, 2, 3, null, null, null, null), ["wrong-integer-size"]],
  ["a long", u64(RIGHT, "little"), ["wrong-integer-size", "no-hton", "double-conversion"]],
  ["a time_t", u64(UNIX, "little"), [
    "wrong-integer-size",
    "no-hton",
    "double-conversion",
    "unix-epoch",
  ]],
  ["milliseconds in a long", u64(NOW_MS), ["wrong-integer-size", "wrong-unit"]],
  ["a double", numberBytes(UNIX + 0.25, { type: "float64", order: "little" }), [
    "wrong-integer-size",
    "unix-epoch",
  ]],
  ["htons()", picked(2, 3, null, null), ["wrong-hton-width"]],
  ["htonl(htons())", picked(null, null, 3, 2), ["wrong-hton-width"]],
  ["halves exchanged", picked(2, 3, 0, 1), ["wrong-hton-width"]],
  ["a short", picked(2, 3), ["wrong-hton-width", "wrong-integer-size"]],
  ["a short in a long", picked(null, null, 2, 3), ["wrong-integer-size"]],
  ["a NUL behind", picked(0, 1, 2, 3, null), ["adds-nul"]],
  ["a buffer", new Uint8Array([...u32(RIGHT), ...new Uint8Array(28).fill(7)]), [
    "ignores-recv-length",
  ]],
  ["digits", text(`${RIGHT}\n`), ["sends-text"]],
  ["digits of the unix time", text(String(UNIX)), ["sends-text", "unix-epoch"]],
  ["digits with a fraction", text(`${NOW_MS / 1000}`), ["sends-text", "unix-epoch"]],
  ["a date", text("Mon Nov 23 17:05:09 2026\n"), ["sends-text"]],
];

for (const [sent, bytes, ids] of rows) {
  Deno.test(`timeSlips() finds ${ids.join(", ") || "nothing"} in ${sent}`, () => {
    const found = timeSlips(bytes, { nowMs: NOW_MS, toleranceS: 2 });
    assertEquals(found.map(({ id }) => id), ids, JSON.stringify(found));
  });
}

Deno.test("timeSlips() says all of it in one sentence", () => {
  const basis = { nowMs: NOW_MS, toleranceS: 2 };
  assertEquals(
    timeSlips(u64(UNIX + 5400, "little"), basis)[0]?.words,
    "It is a long of 8 bytes, little-endian, and it counts from 1970, and it is a local time, 1.5 hours ahead of UTC",
  );
  assertEquals(timeSlips(u32(UNIX), basis)[0]?.words, "It counts from 1970");
});

Deno.test("timeSlips() works where 32 bits go round", () => {
  const nowMs = Date.UTC(2036, 1, 7, 6, 28, 16);
  assertEquals(timeSlips(u32(0xffffffff), { nowMs, toleranceS: 2 }), []);
  assertEquals(timeSlips(u32(1, "little"), { nowMs, toleranceS: 2 }).map(({ id }) => id), [
    "no-hton",
    "double-conversion",
  ]);
});
