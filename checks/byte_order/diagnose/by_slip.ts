import type { Observation, Observations } from "../../../lib/diagnose/observation.ts";
import type { Hypothesis, Recogniser } from "../../../lib/diagnose/reading.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import type { SlipForm } from "../../../lib/layout/slips/forms.ts";
import { drawRecords } from "./drawing.ts";
import { type Survey, surveyOf } from "./survey.ts";
import { fits, isStrange } from "./talk.ts";
import type { Theory } from "./theory.ts";

/** Recognises a slip by the bytes that it makes of records: each theory that it is part of is a form. */
export function bySlip(layout: Layout, id: string): Recogniser {
  return (run) => {
    const survey = surveyOf(run, layout);
    return survey.theories.flatMap((theory) =>
      theory.parts.filter((part) => part.id === id).map((part) =>
        hypothesis({ theory, part, survey, run })
      )
    );
  };
}

interface Parts {
  readonly theory: Theory;
  readonly part: SlipForm;
  readonly survey: Survey;
  readonly run: Observations;
}

function hypothesis(parts: Parts): Hypothesis {
  const { theory, survey, run } = parts;
  return {
    isVague: theory.form.vague,
    draw: (explained) => drawRecords(survey, explained),
    read: (seen) => {
      if (seen.status === "skip" || seen.status === "pass") return "nothing";
      return explains(parts, seen) || endedIt(parts, seen, run) ? "explains" : "nothing";
    },
  };
}

/** All that is strange in a check is as the theory has it; of two slips, it needs this one. */
function explains({ theory, part, survey }: Parts, seen: Observation): boolean {
  const strange = survey.of(seen).filter(isStrange);
  if (strange.length === 0 || !strange.every((talk) => fits(theory.form, talk))) return false;
  return theory.parts.length === 1 || isNeeded({ theory, part, seen });
}

/** Whether the byte that the check has told would be another without the slip. */
function isNeeded(
  { theory, part, seen }: Pick<Parts, "theory" | "part"> & { readonly seen: Observation },
): boolean {
  const talk = seen.conversations.at(-1);
  const other = theory.parts.find((one) => one !== part);
  if (!talk || !other || !seen.difference) return true;
  const { offset, observed } = seen.difference;
  const without = other.reply(talk.sent).bytes;
  return without[offset] !== observed[offset];
}

/** The server was ended by a record at which this theory has it close, and none that names another slip. */
function endedIt({ part, survey }: Parts, seen: Observation, run: Observations): boolean {
  if (seen.id !== run.goneAfter) return false;
  const closing = survey.theories.filter(({ form }) =>
    survey.talks.some((talk) =>
      isStrange(talk) && form.reply(talk.request).ending === "closes" && fits(form, talk)
    )
  );
  const ids = new Set(closing.flatMap(({ parts }) => parts.map(({ id }) => id)));
  return ids.size === 1 && ids.has(part.id);
}
