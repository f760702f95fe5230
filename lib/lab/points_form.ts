import { z } from "zod";
import { quoted } from "../layout/form.ts";
import { byId, list, table, text } from "./words.ts";

/** The most points that anything in a lab can be worth. */
const MOST_POINTS = 10_000;

/** What a share of points may be rounded to. */
export const ROUNDINGS = [0.01, 0.1, 0.25, 0.5, 1] as const;

/** A number of points with at most two decimals: so the sums are exact. */
function points(name: string): z.ZodNumber {
  const error = ({ input }: { readonly input?: unknown }) =>
    `Expected ${name} to be 0 to ${MOST_POINTS} points with at most two decimals, found ${
      quoted(input)
    }`;
  return z.number({ error }).min(0, { error }).max(MOST_POINTS, { error }).refine(
    (value) => Number.isInteger(Math.round(value * 1e6) / 1e4),
    { error },
  );
}

const required = table("an entry of points.required", {
  check: text("check", "tcp-echo/reach/answers").describe("an id, the beginning of one, or a glob"),
  cap: points("cap").describe("the most points of the whole lab while such a check fails"),
  reason: text("reason", "Hand in a server that answers").optional()
    .describe("what students read beside the cap"),
});

/** What the checks are worth. */
export const pointsForm = table("points", {
  total: byId("points.total", { of: points("the total"), example: "tcp-echo: 60" }).default({})
    .describe("a fixed number of points for a suite, a group or a glob, shared out by weight"),
  each: byId("points.each", { of: points("the points"), example: "tcp-echo/stream: 2" }).default({})
    .describe("the points of each check that matches; within a total, its weight; the last wins"),
  bonus: byId("points.bonus", { of: points("the bonus"), example: "udp-echo/size: 1" }).default({})
    .describe("points beyond the total of each check that matches"),
  required: list("points.required", {
    of: required,
    example: "- { check: tcp-echo/reach/answers, cap: 0 }",
  }).default([]).describe("checks that cap the whole score when they don't pass"),
  "mistake-cap": points("mistake-cap").optional()
    .describe("the most points that the checks which one certain mistake explains may cost"),
  partial: z.boolean({
    error: ({ input }) => `Expected partial to be true or false, found ${quoted(input)}`,
  }).default(false).describe("part of the points where a check knows parts: 40 of 64 clients"),
  rounding: z.literal(ROUNDINGS, {
    error: ({ input }) =>
      `Expected rounding to be ${ROUNDINGS.join(", ")} (points), found ${quoted(input)}`,
  }).default(0.01).describe("what the points of each check are rounded to; sums stay exact"),
  waive: byId("points.waive", {
    of: text("the reason", "The lab's network blocks this"),
    example: 'tcp-echo/stream/one-byte: "The reason"',
  }).default({}).describe("checks whose points everybody gets, with the reason"),
});

/** What the checks are worth, as a lab file says it. */
export type PointsForm = z.output<typeof pointsForm>;
