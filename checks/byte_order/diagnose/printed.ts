import { anyOf, type Recogniser, recogniser } from "../../../lib/diagnose/reading.ts";
import { decode } from "../../../lib/layout/decode.ts";
import { countLimit, isNumberField, type Layout } from "../../../lib/layout/layout.ts";
import { bySlip } from "./by_slip.ts";
import { drawRecords } from "./drawing.ts";
import { surveyOf } from "./survey.ts";
import { isOfLiving, isPlain, isStrange, type Talk } from "./talk.ts";

/** Fewer digits may be there by chance. */
const TELLING_DIGITS = 4;
/** So many replies must hold the digits of their numbers. */
const FEW = 3;

/** Recognises numbers that are printed, be it with names, commas or a text around them. */
export function byPrinted(layout: Layout): Recogniser {
  const inWords = recogniser((run) => {
    const survey = surveyOf(run, layout);
    if (survey.theories.length > 0) return null;
    const told = survey.talks.filter((talk) =>
      isPlain(talk) && isStrange(talk) && isOfLiving(talk, run.goneAfter) &&
      digitsOf(layout, talk).length > 0
    );
    if (told.length < FEW || !told.every((talk) => isPrinted(layout, talk))) return null;
    return {
      explains: (seen) =>
        survey.of(seen).some((talk) => isStrange(talk) && isPrinted(layout, talk)),
      draw: (explained) => drawRecords(survey, explained),
    };
  });
  return anyOf(bySlip(layout, "sends-text"), inWords);
}

/** Whether the digits of every long number that is due stand in a reply. */
function isPrinted(layout: Layout, talk: Talk): boolean {
  const digits = digitsOf(layout, talk);
  const text = Array.from(talk.one.received, (byte) => String.fromCharCode(byte)).join("");
  return digits.length > 0 && digits.every((own) => text.split(/[^0-9]+/).includes(own));
}

/** The numbers of the first record that is due, as they are printed; the short ones left out. */
function digitsOf(layout: Layout, { due }: Talk): readonly string[] {
  const found = decode(layout, due);
  if (found.outcome !== "record") return [];
  return layout.fields.filter(isNumberField)
    .filter((field) => countLimit(layout, field) === null)
    .map(({ name }) => String(found.record[name]))
    .filter((own) => own.length >= TELLING_DIGITS && /^[0-9]+$/.test(own));
}
