import { assertEquals } from "@std/assert";
import type { Grading, Report } from "../../report.ts";
import { checkReport, renderOptions, reportOf } from "../../testing/reports.ts";
import { renderPretty } from "../pretty.ts";

const GRADING: Grading = {
  rounding: 0.01,
  sum: { earned: 41.28, possible: 60 },
  bonus: 0,
  mistakeCap: 10,
  givenBack: [],
  caps: [],
  waived: [],
  suites: [],
};

/** What a report holds beside its checks, and the lines that say so. */
const ROWS: readonly (readonly [parts: Partial<Report>, lines: readonly string[]])[] = [
  [{ grading: GRADING, score: GRADING.sum }, []],
  [{
    grading: {
      ...GRADING,
      givenBack: [{ mistake: "adds-nul", suite: "tcp-echo", lost: 18.72, charged: 10 }],
    },
    score: { earned: 50, possible: 60 },
  }, [
    "POINTS 41.28 points without what follows",
    "       adds-nul would cost 18.72 points; one mistake costs at most 10 points:",
    "       8.72 points given back",
  ]],
  [{
    grading: {
      ...GRADING,
      caps: [{ check: "tcp-echo/a/b", cap: 20, reason: "The lab is about it", lowers: true }],
    },
    score: { earned: 20, possible: 60 },
  }, [
    "POINTS 41.28 points without what follows",
    "       capped at 20 points: tcp-echo/a/b did not pass. The lab is about it",
  ]],
  [{
    grading: {
      ...GRADING,
      bonus: 2,
      waived: [{ check: "tcp-echo/a/b", points: 1.5, reason: "The network joins bytes" }],
    },
    score: GRADING.sum,
  }, [
    "POINTS 2 points of it beyond the total (bonus)",
    "       everybody gets 1.5 points for tcp-echo/a/b: The network joins bytes",
  ]],
  [{ repeats: [{ check: "tcp-echo/a/b", runs: 20, passed: 19, failed: 1 }] }, [
    "REPEAT tcp-echo/a/b failed 1 of 20",
  ]],
  [{ repeats: [{ check: "tcp-echo/a/b", runs: 20, passed: 20, failed: 0 }] }, [
    "REPEAT nothing failed in 20 runs",
  ]],
];

Deno.test("renderPretty() says how a score came about, and what a repeated run saw", () => {
  for (const [parts, lines] of ROWS) {
    const text = renderPretty(reportOf([checkReport("tcp-echo/a/b")], parts), renderOptions());
    const all = text.trimEnd().split("\n");
    const at = all.findIndex((line) => /^(PASS|FAIL)/.test(line)) + 1;
    assertEquals(all.slice(at, at + lines.length), lines);
    assertEquals(
      all.filter((line) => /^(POINTS|REPEAT)/.test(line)).length,
      Math.sign(lines.length),
    );
  }
});
