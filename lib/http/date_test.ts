import { assertEquals } from "@std/assert";
import { describeBadDate, parseHttpDate } from "./date.ts";

const NOV_1994_MS = Date.UTC(1994, 10, 6, 8, 49, 37);

Deno.test("parseHttpDate() reads the three forms of RFC 9110, section 5.6.7", () => {
  const rows = [
    ["Sun, 06 Nov 1994 08:49:37 GMT", "imf-fixdate"],
    ["Sunday, 06-Nov-94 08:49:37 GMT", "rfc850"],
    ["Sun Nov  6 08:49:37 1994", "asctime"],
  ] as const;
  for (const [text, form] of rows) {
    assertEquals(parseHttpDate(text), { form, timeMs: NOV_1994_MS, weekdayIsRight: true });
  }
});

Deno.test("parseHttpDate() reads all that the clock prints", () => {
  for (let timeMs = 0; timeMs < 4e12; timeMs += 98_765_432_000) {
    const date = parseHttpDate(new Date(timeMs).toUTCString());
    assertEquals(date, { form: "imf-fixdate", timeMs, weekdayIsRight: true });
  }
});

Deno.test("parseHttpDate() refuses what is no date", () => {
  const rows = [
    "",
    "0",
    "Sun, 06 Nov 1994 08:49:37",
    "Sun, 06 Nov 1994 24:00:00 GMT",
    "Sun, 06 Nov 1994 08:60:00 GMT",
    "sun, 06 Nov 1994 08:49:37 GMT",
    "Sun, 6 Nov 1994 08:49:37 GMT",
    "Sun, 32 Jan 1994 08:49:37 GMT",
    "Sun, 06 Nov 1994 08:49:37 GMT\n",
  ];
  for (const text of rows) assertEquals(parseHttpDate(text), undefined, text);
});

Deno.test("describeBadDate() names the slip", () => {
  const rows = [
    ["Sun, 06 Nov 1994 08:49:37 GMT", undefined],
    ["Sunday, 06-Nov-94 08:49:37 GMT", "Date in the old form of RFC 850"],
    ["Sun Nov  6 08:49:37 1994", "Date in the form of asctime() or ctime()"],
    ["1994-11-06 08:49:37", "Date in the form of ISO 8601"],
    ["Sun, 06 Nov 1994 09:49:37 CET", "Date in another time zone than GMT"],
    ["soon", "Not a date as HTTP writes it"],
  ] as const;
  for (const [text, expected] of rows) assertEquals(describeBadDate(text), expected);
});
