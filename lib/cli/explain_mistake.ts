import { STARTED } from "../diagnose/started.ts";
import { UNREACHED } from "../diagnose/unreached.ts";
import {
  type Language,
  LANGUAGES,
  type Lines,
  type Mistake,
  type MistakeText,
} from "../mistake.ts";
import { byHandLine } from "../reporters/pretty/by_hand.ts";
import { usableColumns } from "../reporters/pretty/view.ts";
import { BLANK, type Block, LABEL_WIDTH, layOut, padTo, prose, verbatim } from "../text/blocks.ts";
import { explainOnce } from "../text/glossary.ts";
import type { Suite } from "../check.ts";

/** The server that the lines to try by hand go to. */
const EXAMPLE = { host: "127.0.0.1", port: 7007 };
const INDENT = 2;

const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  c: "In C",
  python: "In Python",
  java: "In Java",
  javascript: "In JavaScript",
};

/** A mistake's words, and the suites in whose servers it is made. */
export interface NamedMistake {
  readonly mistake: MistakeText & Pick<Mistake, "code">;
  readonly suites: readonly string[];
}

/** Every mistake by its id; what two suites share stands there in the words of the first. */
export async function allMistakes(
  suites: readonly Suite[],
  mistakes: Readonly<Record<string, () => Promise<readonly Mistake[]>>> = {},
): Promise<ReadonlyMap<string, NamedMistake>> {
  const found = new Map<string, NamedMistake>();
  for (const suite of suites) {
    const own = [...await suite.mistakes?.() ?? [], ...await mistakes[suite.name]?.() ?? []];
    for (const mistake of own) {
      const before = found.get(mistake.id);
      found.set(mistake.id, {
        mistake: before?.mistake ?? mistake,
        suites: [...new Set([...before?.suites ?? [], suite.name])],
      });
    }
  }
  for (const { name, causes = {} } of suites) {
    for (const { mistake } of Object.values(causes)) {
      const before = found.get(mistake.id);
      found.set(mistake.id, {
        mistake: before?.mistake ?? mistake,
        suites: [...before?.suites ?? [], name],
      });
    }
  }
  for (const mistake of [...UNREACHED, ...STARTED]) {
    found.set(mistake.id, { mistake, suites: suites.map(({ name }) => name) });
  }
  return found;
}

/** All that is known of a mistake, in lines of so many characters. */
export function mistakeExplanation({ mistake, suites }: NamedMistake, columns: number): string {
  const { id, title, shows, why, alike, code, byHand } = mistake;
  const blocks = [
    verbatim(id),
    prose(title),
    BLANK,
    labelled("Shows", `${shows.charAt(0).toUpperCase()}${shows.slice(1)}.`),
    labelled("Why", why),
    ...(alike ? [labelled("Or", alike.words)] : []),
    labelled("Suites", suites.join(", ")),
    ...LANGUAGES.flatMap((language) => inLanguage(language, code[language])),
    BLANK,
    ...(byHand
      ? [...lines("By hand", byHandLine(byHand, EXAMPLE)), ...lines("right", byHand.right)]
      : []),
  ];
  return `${layOut(explainOnce(blocks), usableColumns(columns)).trimEnd()}\n`;
}

function inLanguage(language: Language, code: Lines | undefined): readonly Block[] {
  if (!code) return [];
  return [
    BLANK,
    verbatim(" ".repeat(INDENT) + LANGUAGE_NAMES[language]),
    ...lines("Instead of", code.wrong),
    ...lines("write", code.right),
  ];
}

function labelled(label: string, text: string): Block {
  return prose(text, { indent: INDENT, label });
}

function lines(label: string, text: string): readonly Block[] {
  return text.split("\n").map((part, i) =>
    verbatim(" ".repeat(INDENT) + padTo(i === 0 ? label : "", LABEL_WIDTH) + part)
  );
}
