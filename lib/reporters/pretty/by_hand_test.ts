import { assertEquals } from "@std/assert";
import { utf8 } from "../../bytes/text.ts";
import { checkReport, exchange } from "../../testing/reports.ts";
import { byHandAnswer, byHandLine } from "./by_hand.ts";

Deno.test("byHandLine() fills in the address, an IPv6 one in brackets only where a port follows it", () => {
  const byHand = { run: "nc {host} {port}; curl {host}:{port}/", right: "" };
  assertEquals(byHandLine(byHand, { host: "::1", port: 7 }), "nc ::1 7; curl [::1]:7/");
  assertEquals(byHandLine(byHand, { host: "h", port: 7 }), "nc h 7; curl h:7/");
});

Deno.test("byHandAnswer() says what a line would print, where a check has sent just its bytes", () => {
  const hexed = "printf 'a\\000\\n' | nc -w 1 {host} {port} | od -An -tx1";
  const rows: readonly (readonly [run: string, sent: string, answer: string, yours: unknown])[] = [
    [hexed, "a\0\n", "a", "61"],
    [hexed, "a\0\n", "", "(nothing)"],
    [hexed, "b\0\n", "b", null],
    [hexed, "a\0\n", "x".repeat(65), null],
    ["printf 'hi\\n' | nc -w 1 {host} {port}", "hi\n", "HI\x1b\n", "HI."],
    ["printf '100%%' | nc -u -w 1 {host} {port}", "100%", "100", "100"],
    ["printf 'hi\\n' | nc {host} {port} | wc -c", "hi\n", "hi\n", null],
  ];
  for (const [run, sent, answer, yours] of rows) {
    const check = checkReport("a/b/c", exchange(utf8(sent), utf8(answer)));
    assertEquals(byHandAnswer({ run, right: "" }, check), yours, run);
  }
});
