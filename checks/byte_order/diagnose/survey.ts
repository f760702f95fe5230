import type { Observation, Observations } from "../../../lib/diagnose/observation.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { allForms } from "../forms.ts";
import { rightForm, type SlipForm } from "../../../lib/layout/slips/forms.ts";
import { fits, isOfLiving, isPlain, isStrange, type Talk, talksOf } from "./talk.ts";
import { theoriesOf, type Theory } from "./theory.ts";

/** All that a run shows of what a server makes of records. */
export interface Survey {
  readonly layout: Layout;
  readonly talks: readonly Talk[];
  /** The slips, or pairs of them, with which all plain talks are as they came; those with the fewest. */
  readonly theories: readonly Theory[];
  /** The server without a slip. */
  readonly right: SlipForm;
  /** The server that answers whole records as this one does: the right one, or one with a slip. */
  readonly base: SlipForm;
  /** The talks of one check. */
  of(seen: Observation): readonly Talk[];
}

const SURVEYS = new WeakMap<Observations, Map<Layout, Survey>>();

/** What a run shows, worked out once for all mistakes. */
export function surveyOf(run: Observations, layout: Layout): Survey {
  const known = SURVEYS.get(run) ?? new Map<Layout, Survey>();
  SURVEYS.set(run, known);
  const survey = known.get(layout) ?? made(run, layout);
  known.set(layout, survey);
  return survey;
}

function made(run: Observations, layout: Layout): Survey {
  const right = rightForm(layout);
  const talks = run.all.flatMap((seen) => talksOf(seen, layout, right));
  const theories = theoriesOf({ layout, talks, goneAfter: run.goneAfter, forms: formsFor(layout) });
  const strange = talks.filter((talk) =>
    isPlain(talk) && isStrange(talk) && isOfLiving(talk, run.goneAfter)
  );
  return {
    layout,
    talks,
    theories,
    right,
    base: strange.length > 0 ? theories[0]?.form ?? right : right,
    of: (seen) => talks.filter((talk) => talk.seen === seen),
  };
}

/** Whether a talk went as this server answers whole records. */
export function isUsual({ right, base }: Survey, talk: Talk): boolean {
  return talk.isCut || (base === right ? talk.isRight : fits(base, talk));
}

/** The forms of all slips but those that look like others. */
function formsFor(layout: Layout): readonly SlipForm[] {
  return allForms(layout).filter(({ id }) => id !== "double-conversion");
}
