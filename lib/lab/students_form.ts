import type { z } from "zod";
import { byId, choice, table } from "./words.ts";

/** How much students see of a check. */
export const VISIBILITIES = ["visible", "name-only", "hidden"] as const;

/** How much students see of a check. */
export type Visibility = typeof VISIBILITIES[number];

const visibility = choice("what students see of a check", VISIBILITIES);

/** What students may see. */
export const studentsForm = table("students", {
  default: choice("students.default", VISIBILITIES).default("visible")
    .describe("for all checks that aren't named below"),
  checks: byId("students.checks", { of: visibility, example: "tcp-echo/survival: hidden" })
    .default({}).describe("for checks by id, beginning of an id, or glob; the last wins"),
  "expected-bytes": choice("expected-bytes", ["shown", "withheld"]).default("shown")
    .describe("whether students see what should have come"),
  diagnoses: choice("diagnoses", ["shown", "withheld"]).default("shown")
    .describe("whether students are told the mistake behind the failures"),
  "hidden-points": choice("hidden-points", ["counted", "left-out"]).default("counted")
    .describe("whether the score that students see includes hidden checks"),
});

/** What students may see, as a lab file says it. */
export type StudentsForm = z.output<typeof studentsForm>;
