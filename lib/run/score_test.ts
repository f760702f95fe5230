import { assertEquals } from "@std/assert";
import type { Report } from "../report.ts";
import { pointsOf, type Scored, verdictOf } from "./score.ts";

type Row = readonly [Scored, earned: number, possible: number, Report["verdict"]];

const scored = (
  status: Scored["status"],
  reason: Scored["reason"] = null,
  level: Scored["level"] = "core",
): Scored => ({ status, reason, level });

/** As the contract has it, at level `standard`. */
const ROWS: readonly Row[] = [
  [scored("pass"), 3, 3, "pass"],
  [scored("warn"), 3, 3, "pass"],
  [scored("fail"), 0, 3, "fail"],
  [scored("error"), 0, 0, "error"],
  [scored("skip", "needs"), 0, 3, "fail"],
  [scored("skip", "server-gone"), 0, 3, "fail"],
  [scored("skip", "not-applicable"), 0, 0, "pass"],
  [scored("skip", "level"), 0, 0, "pass"],
  [scored("skip", "budget"), 0, 0, "pass"],
  [scored("pass", null, "standard"), 2, 2, "pass"],
  [scored("pass", null, "strict"), 0, 0, "pass"],
  [scored("fail", null, "strict"), 0, 0, "pass"],
  [scored("error", null, "strict"), 0, 0, "pass"],
];

Deno.test("pointsOf() and verdictOf() follow status, reason and level", () => {
  for (const [check, earned, possible, verdict] of ROWS) {
    assertEquals(pointsOf(check, "standard"), { earned, possible }, JSON.stringify(check));
    assertEquals(verdictOf([check], { level: "standard", reached: true }), verdict);
  }
});

Deno.test("verdictOf() is a failure where nothing was reached", () => {
  assertEquals(verdictOf([], { level: "core", reached: false }), "fail");
  assertEquals(verdictOf([], { level: "core", reached: true }), "pass");
});
