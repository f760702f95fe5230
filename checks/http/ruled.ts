import type { HttpRules } from "../../lib/site/rules.ts";
import { type Due, status } from "./answer.ts";
import type { HttpCheck } from "./http_check.ts";

/** The page that a folder stands for unless the assignment says otherwise. */
const USUAL_INDEX = "index.html";

/** The answer to a GET for what isn't there: the one that the assignment fixed, or what the standard allows. */
export function missingDue({ notFoundStatus }: HttpRules): Due {
  return notFoundStatus === undefined
    ? { complies: [status("9110 §15.5.5", 404, 410)], tolerable: [status("9110 §15.5.4", 403)] }
    : { complies: [status("9110 §15.5", notFoundStatus)] };
}

/** The answer to a method that isn't supported, where the assignment fixed one; else what is due anyway. */
export function methodDue(due: Due, { unsupportedMethod }: HttpRules): Due {
  return unsupportedMethod === undefined
    ? due
    : { complies: [status("9110 §15", unsupportedMethod)] };
}

/** A check as the assignment has it: what it says of `index.html` holds for the assignment's own index. */
export function ruled(definition: HttpCheck, rules: HttpRules): HttpCheck {
  const { index = USUAL_INDEX } = rules;
  const check = { ...definition, ...definition.under?.(rules) };
  if (index === USUAL_INDEX) return check;
  const own = (text: string) => text.replaceAll(USUAL_INDEX, index);
  return { ...check, title: own(check.title), must: own(check.must) };
}
