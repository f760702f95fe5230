import { type EchoRules, isPlain } from "../../lib/echo/rules.ts";
import type { Mistake } from "../../lib/mistake.ts";

/** The mistakes that an assignment leaves: what it asks for is none, and what it asks can be missing. */
export function ruledMistakes(
  mistakes: readonly Mistake[],
  { rules, notTransformed }: { readonly rules: EchoRules; readonly notTransformed: Mistake },
): readonly Mistake[] {
  if (isPlain(rules)) return mistakes;
  const asked = askedFor(rules);
  const left = mistakes.filter(({ id }) => !asked.includes(id));
  return isUnchanged(rules) ? left : [notTransformed, ...left];
}

/** The ids of the mistakes that describe what the assignment asks for. */
function askedFor({ reply, prefix, unit }: EchoRules): readonly string[] {
  return [
    ...(reply === "upper" || reply === "lower" ? ["changes-case"] : []),
    ...(prefix !== "" ? ["adds-prefix"] : []),
    ...(unit === "line" ? ["line-buffered"] : []),
  ];
}

function isUnchanged({ reply, prefix }: EchoRules): boolean {
  return reply === "same" && prefix === "";
}
