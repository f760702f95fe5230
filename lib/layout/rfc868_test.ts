import { assertEquals } from "@std/assert";
import { timeBytes, timeDifference, timeInstant, timeValue, wordTime } from "./rfc868.ts";

/** The examples of RFC 868 itself, those that lie after 1900 and fit. */
const examples: readonly (readonly [date: string, value: number])[] = [
  ["1970-01-01T00:00:00Z", 2_208_988_800],
  ["1976-01-01T00:00:00Z", 2_398_291_200],
  ["1980-01-01T00:00:00Z", 2_524_521_600],
  ["1983-05-01T00:00:00Z", 2_629_584_000],
  ["2036-02-07T06:28:15Z", 0xffffffff],
  ["2036-02-07T06:28:16Z", 0],
];

for (const [date, value] of examples) {
  Deno.test(`timeValue() of ${date} is ${value}, and timeInstant() leads back`, () => {
    const atMs = Date.parse(date);
    assertEquals(timeValue(atMs), value);
    assertEquals(timeInstant(value, atMs + 86_400_000), atMs);
  });
}

Deno.test("timeBytes() is big-endian", () => {
  assertEquals(timeBytes(Date.UTC(1970, 0, 1)).toHex(), "83aa7e80");
});

Deno.test("timeDifference() goes round the end of the range", () => {
  assertEquals(timeDifference(5, 3), 2);
  assertEquals(timeDifference(1, 0xffffffff), 2);
  assertEquals(timeDifference(0xffffffff, 1), -2);
});

Deno.test("wordTime() gives the date of each reading", () => {
  assertEquals(
    wordTime(new Uint8Array([0x83, 0xaa, 0x7e, 0x80]), 0),
    "83 AA 7E 80 is 2208988800, which is 1970-01-01 00:00:00 UTC; " +
      "read little-endian it is 1968-04-25 05:07:15 UTC; " +
      "counted from 1970 it is 2040-01-01 00:00:00 UTC",
  );
  assertEquals(wordTime(new Uint8Array([1, 2]), 0), "01 02 is no time of 4 bytes");
});
