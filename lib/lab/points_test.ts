import { assert, assertEquals } from "@std/assert";
import fc from "fast-check";
import type { CheckReport, Diagnosis, Report } from "../report.ts";
import { checkReport, diagnosis, reportOf } from "../testing/reports.ts";
import { parseLab } from "./parse.ts";
import { planOf, share } from "./plan.ts";
import { type PointsForm, ROUNDINGS } from "./points_form.ts";
import type { Lab } from "./schema.ts";
import { scoreLab } from "./score_lab.ts";

const IDS = ["reach/answers", ..."abcdefghij".split("").map((name) => `stream/${name}`)]
  .map((name) => `tcp-echo/${name}`);
const LEVELS = ["core", "core", "core", "core", "standard", "core"] as const;
const CHECKS = IDS.map((id, i) => ({ id, title: id, level: LEVELS[i % LEVELS.length]! }));

/** Points with two decimals, that a rounding divides or not. */
const twoDecimals = fc.integer({ min: 0, max: 20_000 }).map((hundredths) => hundredths / 100);
const someId = fc.constantFrom(...IDS, "tcp-echo/stream", "tcp-echo/stream/[a-e]");

const points: fc.Arbitrary<PointsForm> = fc.record({
  total: fc.option(fc.integer({ min: 0, max: 200 }), { nil: undefined })
    .map((total) => total === undefined ? {} : { "tcp-echo": total }),
  each: fc.dictionary(someId, fc.integer({ min: 1, max: 9 })),
  bonus: fc.dictionary(fc.constantFrom(...IDS.slice(8)), twoDecimals),
  required: fc.array(fc.record({ check: fc.constantFrom(...IDS), cap: twoDecimals }), {
    maxLength: 2,
  }),
  "mistake-cap": fc.option(twoDecimals, { nil: undefined }),
  partial: fc.boolean(),
  rounding: fc.constantFrom(...ROUNDINGS),
  waive: fc.dictionary(fc.constantFrom(...IDS), fc.constant("The network blocks it")),
});

const outcome: fc.Arbitrary<Partial<CheckReport>> = fc.oneof(
  fc.constant({ status: "pass" as const }),
  fc.constant({ status: "warn" as const }),
  fc.constant({ status: "error" as const }),
  fc.record({
    status: fc.constant("fail" as const),
    parts: fc.option(
      fc.tuple(fc.nat({ max: 64 }), fc.integer({ min: 1, max: 64 }))
        .map(([done, of]) => ({ done, of })),
    ),
  }),
  fc.constantFrom("needs", "server-gone", "not-applicable", "level", "budget")
    .map((reason) => ({ status: "skip" as const, reason: reason as CheckReport["reason"] })),
);

const diagnoses: fc.Arbitrary<Diagnosis[]> = fc.array(
  fc.record({
    mistake: fc.constantFrom("adds-nul", "seven-bit"),
    explains: fc.subarray(IDS),
    confidence: fc.constantFrom("certain" as const, "likely" as const),
  }).map((parts) => diagnosis(parts)),
  { maxLength: 2 },
);

const run = fc.record({
  points,
  diagnoses,
  outcomes: fc.array(outcome, { minLength: IDS.length, maxLength: IDS.length }),
});

function labWith(points: PointsForm): Lab {
  return { ...parseLab("title: A lab\nsuites: { tcp-echo: }").lab!, points };
}

function graded(
  { points, outcomes, diagnoses }: {
    readonly points: PointsForm;
    readonly outcomes: readonly Partial<CheckReport>[];
    readonly diagnoses: readonly Diagnosis[];
  },
): Report {
  const checks = CHECKS.map(({ id, level }, i) => checkReport(id, { level, ...outcomes[i] }));
  const report = reportOf(checks, { diagnoses: [...diagnoses] });
  return scoreLab(report, { points, plan: planOf(labWith(points), CHECKS) });
}

/** Points in hundredths, as whole numbers: sums of them are exact. */
function hundredths(points: number): number {
  const whole = Math.round(points * 100);
  assertEquals(whole / 100, points, "more than two decimals");
  return whole;
}

Deno.test("scoreLab() never gives more than the total and the bonus, and never less than nothing", () => {
  fc.assert(fc.property(run, (one) => {
    const { score, checks, grading } = graded(one);
    assert(score.earned >= 0 && score.possible >= 0);
    assert(hundredths(score.earned) <= hundredths(score.possible) + hundredths(grading!.bonus));
    for (const { points } of checks) {
      assert(points.earned >= 0 && (points.possible === 0 || points.earned <= points.possible));
    }
  }));
});

Deno.test("scoreLab() gives sums that are exact", () => {
  fc.assert(fc.property(run, (one) => {
    const { score, checks, grading } = graded(one);
    const sum = (key: "earned" | "possible") =>
      checks.reduce((total, { points }) => total + hundredths(points[key]), 0);
    const back = grading!.givenBack.reduce(
      (total, { lost, charged }) => total + hundredths(lost) - hundredths(charged),
      0,
    );
    assertEquals(hundredths(grading!.sum.earned), sum("earned"));
    assertEquals(hundredths(score.possible), sum("possible"));
    const caps = grading!.caps.map(({ cap }) => hundredths(cap));
    assertEquals(hundredths(score.earned), Math.min(sum("earned") + back, ...caps));
  }));
});

Deno.test("scoreLab() never gives less for one more pass", () => {
  fc.assert(fc.property(run, fc.nat({ max: IDS.length - 1 }), (one, at) => {
    const outcomes = one.outcomes.map((outcome, i) =>
      i === at ? { status: "pass" as const } : outcome
    );
    const diagnoses = one.diagnoses.map((diagnosis) => ({
      ...diagnosis,
      explains: diagnosis.explains.filter((id) => id !== IDS[at]),
    }));
    const better = graded({ ...one, outcomes, diagnoses });
    assert(hundredths(better.score.earned) >= hundredths(graded(one).score.earned));
  }));
});

Deno.test("a server that passes everything earns exactly a suite's total, whatever the weights", () => {
  const outcomes = IDS.map(() => ({ status: "pass" as const }));
  fc.assert(fc.property(points, (form) => {
    const { score, grading } = graded({ points: form, outcomes, diagnoses: [] });
    const bonus = hundredths(grading!.bonus);
    assertEquals(hundredths(score.earned), hundredths(score.possible) + bonus);
    const total = form.total["tcp-echo"];
    if (total !== undefined) assertEquals(score.possible, total);
  }));
});

Deno.test("share() gives whole steps that sum up to the total", () => {
  const weights = fc.array(fc.nat({ max: 1000 }), { minLength: 1, maxLength: 60 })
    .filter((list) => list.some((weight) => weight > 0));
  fc.assert(fc.property(weights, fc.nat({ max: 1000 }), (weights, steps) => {
    const shares = share(steps * 25, { weights, step: 25 });
    assertEquals(shares.reduce((sum, part) => sum + part, 0), steps * 25);
    assert(shares.every((part, i) => part % 25 === 0 && (weights[i]! > 0 || part === 0)));
  }));
});

const PLAIN = parseLab("title: A lab\nsuites: { tcp-echo: }\npoints: {}").lab!.points!;
const PASS = IDS.map((): Partial<CheckReport> => ({ status: "pass" }));

function withOutcomes(changed: Readonly<Record<string, Partial<CheckReport>>>) {
  return IDS.map((id, i) => changed[id.split("/")[2]!] ?? PASS[i]!);
}

Deno.test("a mistake that the grader is certain of costs at most the cap, with all that it blocks", () => {
  const needs = { status: "skip", reason: "needs", blockedBy: IDS[1]! } as const;
  const outcomes = withOutcomes({ a: { status: "fail" }, b: needs, c: { status: "fail" } });
  const certain = diagnosis({ explains: [IDS[1]!], confidence: "certain" });
  const rows = [
    { diagnoses: [certain], given: [{ lost: 6, charged: 4 }] },
    { diagnoses: [{ ...certain, confidence: "likely" as const }] },
    { diagnoses: [{ ...certain, kind: "limit" as const }] },
  ];
  const whole = graded({ points: PLAIN, outcomes: PASS, diagnoses: [] }).score.possible;
  for (const { diagnoses, given } of rows) {
    const { score, grading } = graded({
      points: { ...PLAIN, "mistake-cap": 4 },
      outcomes,
      diagnoses,
    });
    const lost = given ? 4 + 3 : 6 + 3;
    assertEquals(score.earned, whole - lost);
    assertEquals(grading!.sum.earned, whole - 9);
    assertEquals(
      grading!.givenBack.map(({ lost, charged }) => ({ lost, charged })),
      given ?? [],
    );
  }
});

Deno.test("a required check that fails caps the score, and says why", () => {
  const points: PointsForm = {
    ...PLAIN,
    required: [{ check: IDS[1]!, cap: 5, reason: "The lab is about this" }],
  };
  const failed = graded({
    points,
    outcomes: withOutcomes({ a: { status: "fail" } }),
    diagnoses: [],
  });
  assertEquals(failed.score.earned, 5);
  assertEquals(failed.grading!.caps, [
    { check: IDS[1]!, cap: 5, reason: "The lab is about this", lowers: true },
  ]);
  const fault = graded({
    points,
    outcomes: withOutcomes({ a: { status: "error" } }),
    diagnoses: [],
  });
  assertEquals(fault.grading!.caps, []);
});

Deno.test("a waived check gives everybody its points, and no verdict rests on it", () => {
  const points: PointsForm = { ...PLAIN, waive: { [IDS[1]!]: "The network blocks it" } };
  const { score, verdict, grading } = graded({
    points,
    outcomes: withOutcomes({ a: { status: "fail" } }),
    diagnoses: [],
  });
  assertEquals([score.earned, verdict], [score.possible, "pass"]);
  assertEquals(grading!.waived, [
    { check: IDS[1]!, points: 3, reason: "The network blocks it" },
  ]);
});

Deno.test("a part of a check is worth a part of its points, rounded down", () => {
  const outcomes = withOutcomes({ a: { status: "fail", parts: { done: 40, of: 64 } } });
  const rows = [[0.01, 1.87], [0.5, 1.5], [1, 1]] as const;
  for (const [rounding, earned] of rows) {
    const points = { ...PLAIN, partial: true, rounding };
    assertEquals(graded({ points, outcomes, diagnoses: [] }).checks[1]!.points.earned, earned);
  }
  const none = graded({ points: PLAIN, outcomes, diagnoses: [] });
  assertEquals(none.checks[1]!.points.earned, 0);
});

Deno.test("a bonus check lies beyond the total, also above the level, and its failure costs nothing", () => {
  const points: PointsForm = { ...PLAIN, bonus: { [IDS[4]!]: 5 } }; // of the level standard
  const passed = graded({ points, outcomes: PASS, diagnoses: [] });
  const failed = graded({
    points,
    outcomes: withOutcomes({ d: { status: "warn" } }),
    diagnoses: [],
  });
  assertEquals(passed.score.earned - passed.score.possible, 5);
  assertEquals([failed.score.earned, failed.verdict], [failed.score.possible, "pass"]);
});
