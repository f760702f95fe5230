import { z } from "zod";
import { LEVELS } from "../check.ts";
import { quoted } from "../layout/form.ts";
import { byteText, patternText } from "./byte_text.ts";
import { choice, list, listed, table, text } from "./words.ts";

const name = (what: string) =>
  text(what, "alice").regex(/^[A-Za-z][\w-]*$/, {
    error: ({ input }) => `Expected ${what} to be a name as alice, found ${quoted(input)}`,
  });

const on = name("on").optional().describe("which connection, where there are several");

const pattern = table("a pattern", {
  pattern: patternText().describe("a regular expression over the bytes, each a character"),
});

/** What a step can do. */
const ACTIONS = ["connect", "send", "expect", "half-close", "expect-close"] as const;

const STEPS =
  "write connect, send: TEXT, expect: TEXT, expect: { pattern: REGEX }, half-close or expect-close";

const actionForm = table("a step", {
  connect: name("connect").optional(),
  send: byteText("send").optional(),
  expect: z.union([byteText("expect"), pattern]).optional(),
  "half-close": name("half-close").optional(),
  "expect-close": name("expect-close").optional(),
  on,
}).refine((step) => ACTIONS.filter((action) => step[action] !== undefined).length === 1, {
  error: ({ input }) => `Expected one thing in a step, found ${quoted(input)}; ${STEPS}`,
});

const step = z.union([z.enum(["connect", "half-close", "expect-close"]), actionForm], {
  error: ({ input }) => `Expected a step, found ${quoted(input)}; ${STEPS}`,
});

/** One step of an exchange, as a lab file says it. */
export type StepForm = z.output<typeof step>;

const part = (what: string, example: string) =>
  text(what, example).regex(/^[a-z0-9-]+$/, {
    error: ({ input }) =>
      `Expected ${what} to be small letters, digits and -, found ${
        quoted(input)
      }; write for instance ${example}`,
  });

/** A check of the instructor's own. */
export const exchangeForm = table("an exchange", {
  id: part("id", "says-hello").describe("the last part of the check's id"),
  suite: z.string().optional().describe("the suite whose server is asked; the lab's only one"),
  group: part("group", "greeting").default("exchanges").describe("the middle of the check's id"),
  title: text("title", "Greets the client by name").max(72, {
    error: "Expected a title of at most 72 characters; put the rest into why",
  }),
  level: choice("level", LEVELS).default("core"),
  why: text("why", '"The client waits for this line."'),
  needs: list("needs", { of: z.string(), example: "[tcp-echo/stream/one-byte]" }).default([])
    .describe("checks without which this one would show nothing new"),
  steps: list("steps", { of: step, example: '[connect, send: "hi\\n", expect: "hi\\n"]' }),
}).superRefine(({ steps }, context) => {
  for (const { at, message } of stepProblems(steps)) {
    context.addIssue({ code: "custom", path: at === null ? ["steps"] : ["steps", at], message });
  }
});

/** What can't be done in this order, and what no server could fail. */
function stepProblems(
  steps: readonly StepForm[],
): readonly { readonly at: number | null; readonly message: string }[] {
  const problems: { at: number | null; message: string }[] = [];
  const open: string[] = [];
  for (const [at, step] of steps.entries()) {
    const { action, on } = partsOf(step);
    if (action === "connect" && !open.includes(on ?? "")) open.push(on ?? "");
    else if (action === "connect") {
      const message = `${quoted(on)} is connected already; write another name`;
      return [{ at, message: on === undefined ? UNNAMED : message }];
    } else if (open.length === 0) {
      return [{ at, message: "Nothing is connected yet; begin with connect" }];
    } else if (on === undefined && open.length > 1) {
      problems.push({ at, message: `Which connection? write on: ${listed(open)}` });
    } else if (on !== undefined && !open.includes(on)) {
      const names = open.filter((name) => name !== "");
      const advice = names.length === 0 ? `write connect: ${on}` : `write ${listed(names)}`;
      problems.push({ at, message: `There is no connection ${quoted(on)} yet; ${advice}` });
    }
  }
  if (!steps.some((step) => /^expect/.test(partsOf(step).action))) {
    problems.push({
      at: null,
      message: "Every server would pass: nothing is expected; add expect or expect-close",
    });
  }
  return problems;
}

const UNNAMED = "Two connections need names; write connect: alice and connect: bob";

/** What a step does, and on which connection. */
export function partsOf(
  step: StepForm,
): { readonly action: typeof ACTIONS[number]; readonly on: string | undefined } {
  if (typeof step === "string") return { action: step, on: undefined };
  const action = ACTIONS.find((name) => step[name] !== undefined) ?? "connect";
  const named = action === "send" || action === "expect" ? step.on : step[action];
  return { action, on: named ?? step.on };
}

/** A check of the instructor's own, as a lab file says it. */
export type ExchangeForm = z.output<typeof exchangeForm>;
