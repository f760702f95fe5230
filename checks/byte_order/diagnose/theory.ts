import type { Layout } from "../../../lib/layout/layout.ts";
import { bothForms, type SlipForm } from "../../../lib/layout/slips/forms.ts";
import { fits, isMalformed, isOfLiving, isPlain, isStrange, type Talk } from "./talk.ts";

/** One slip, or two, that a server makes with every record. */
export interface Theory {
  /** What the server does, both slips together. */
  readonly form: SlipForm;
  /** Each slip by itself. */
  readonly parts: readonly SlipForm[];
}

/** What theories are made from. */
export interface Material {
  readonly layout: Layout;
  readonly talks: readonly Talk[];
  readonly goneAfter: string | null;
  readonly forms: readonly SlipForm[];
}

/** So many strange talks are tried with every form, and so many forms with every other. */
const MOST_SCANS = 6;
const MOST_SEEDS = 6;
/** A longer request, in bytes, is tried only with forms that fit a shorter one. */
const QUICK_BYTES = 1200;
/** A theory needs so many talks in which something came that is as it says. */
const FEWEST_ANSWERS = 2;

/**
 * The slips that account for every plain talk, and that no talk contradicts; where there is none, the
 * pairs of slips that do. Those that leave the least open come first.
 */
export function theoriesOf(material: Material): readonly Theory[] {
  const strange = material.talks.filter((talk) =>
    isStrange(talk) && (isPlain(talk) || isMalformed(talk))
  )
    .toSorted((a, b) => a.request.length - b.request.length);
  if (strange.length === 0) return [];
  const judge = new Judge(material);
  const seeds = seedsOf(strange, material, judge);
  const singles = seeds.filter((form) => judge.accounts(form));
  const best = preciseOf(singles.map((form) => ({ form, parts: [form] })));
  return best.length > 0 ? best : preciseOf(pairsOf(seeds, strange, { material, judge }));
}

/** What the talks say of a form, each answer worked out once. */
class Judge {
  readonly #talks: readonly Talk[];
  readonly #plain: readonly Talk[];
  readonly #possible = new Map<SlipForm, boolean>();

  constructor({ talks, goneAfter }: Material) {
    this.#talks = talks.filter(({ request }) => request.length <= QUICK_BYTES)
      .toSorted((a, b) => a.request.length - b.request.length);
    this.#plain = this.#talks.filter((talk) =>
      isPlain(talk) && isStrange(talk) && isOfLiving(talk, goneAfter)
    );
  }

  /** Whether no talk was right that this form would have changed. */
  isPossible(form: SlipForm): boolean {
    const known = this.#possible.get(form) ??
      this.#talks.every((talk) => !talk.isRight || fits(form, talk));
    this.#possible.set(form, known);
    return known;
  }

  /** Whether all plain talks are as the form has them, and enough of them say anything. */
  accounts(form: SlipForm): boolean {
    if (!this.#plain.every((talk) => fits(form, talk)) || !this.isPossible(form)) return false;
    const answers = this.#talks.filter(({ one }) => one.receivedBytes > 0);
    return answers.length >= FEWEST_ANSWERS;
  }

  /** The shortest plain talk that is not as the form has it. */
  doubt(form: SlipForm): Talk | undefined {
    return this.#plain.find((talk) => !fits(form, talk));
  }
}

/** The forms that give what came on some connection, and that nothing contradicts. */
function seedsOf(
  strange: readonly Talk[],
  { forms }: Material,
  judge: Judge,
): readonly SlipForm[] {
  const found = new Set<SlipForm>();
  let scans = 0;
  for (const talk of strange) {
    if (talk.request.length > QUICK_BYTES || scans >= MOST_SCANS) break;
    if ([...found].some((form) => fits(form, talk))) continue;
    scans++;
    for (const form of forms) {
      if (!found.has(form) && fits(form, talk) && judge.isPossible(form)) found.add(form);
    }
  }
  return [...found];
}

/** Two slips in one server: a seed with any other form; without a seed, how records are framed with any. */
function pairsOf(
  seeds: readonly SlipForm[],
  strange: readonly Talk[],
  { material, judge }: { readonly material: Material; readonly judge: Judge },
): readonly Theory[] {
  const told = strange.filter((talk) => isPlain(talk) && talk.seen.status !== "pass");
  const shortest = told.find(({ one }) => one.receivedBytes > 0);
  if (!shortest) return [];
  const { layout, forms } = material;
  const ones = seeds.length > 0 ? seeds.slice(0, MOST_SEEDS) : forms.filter(isFrame);
  const others = forms.filter(isUsualScope);
  return ones.flatMap((one) => {
    const talk = judge.doubt(one) ?? shortest;
    return others.flatMap((other) =>
      inBothOrders(layout, one, other).filter((form) => fits(form, talk) && judge.accounts(form))
        .slice(0, 1).map((form) => ({ form, parts: [one, other] }))
    );
  });
}

/** Which of two slips comes first makes a difference only where both change the text. */
function inBothOrders(layout: Layout, one: SlipForm, other: SlipForm): readonly SlipForm[] {
  const form = bothForms(layout, one, other);
  if (!form) return [];
  const isOfText = [one, other].every(({ kind }) => kind === "bytes");
  return isOfText ? [form, bothForms(layout, other, one) ?? form] : [form];
}

/** Whether a form is of how all fields are put together, and leaves little open. */
function isFrame({ kind, vague }: SlipForm): boolean {
  return kind === "record" && !vague;
}

/** Nobody makes a slip with all numbers but one, and another slip besides. */
function isUsualScope({ words }: SlipForm): boolean {
  return !words.startsWith('every number but "');
}

function preciseOf(theories: readonly Theory[]): readonly Theory[] {
  const precise = theories.filter(({ form }) => !form.vague);
  return precise.length > 0 ? precise : theories;
}
