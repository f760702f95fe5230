import type { ByHand } from "./check.ts";
import type { Recogniser } from "./diagnose/reading.ts";
import type { Server } from "./serve/server.ts";

/** The languages in which students write servers. */
export const LANGUAGES = ["c", "python", "java", "javascript"] as const;

/** A language in which students write servers. */
export type Language = typeof LANGUAGES[number];

/** A wrong line of code, and the right one. */
export interface Lines {
  /** As students write it. */
  readonly wrong: string;
  /** What to write instead. */
  readonly right: string;
}

/** Other causes that look the same on the wire. */
export interface Alike {
  /** The ids of the mistakes. */
  readonly ids: readonly string[];
  /** What else it may be, and how to find out. */
  readonly words: string;
}

/** A slip in the code of a server, with all that is to be said about it, and a server that makes it. */
export interface Mistake {
  /** Permanent, and the same in every suite where the mistake shows in the same way. */
  readonly id: string;
  /** The names of the suites in whose servers it is made like this. */
  readonly suites: readonly string[];
  /** A `limit` is right for a first server, and too little only where the level asks for more. */
  readonly kind: "mistake" | "limit";
  /** What is wrong, in a few words. */
  readonly title: string;
  /** What can be seen on the wire, in a clause that may follow "the wire shows that". */
  readonly shows: string;
  /** Why it happens, naming the call. */
  readonly why: string;
  /** The wrong line and the right one, in C and where else the same slip exists. */
  readonly code: Readonly<Partial<Record<Language, Lines>>> & { readonly c: Lines };
  /** A line for a shell that shows it, and what a right server makes that line print. */
  readonly byHand?: ByHand;
  /** What can't be told from it on the wire, in a sentence that says how to find out. */
  readonly alike?: Alike;
  /** Finds out from what a run saw whether the mistake was made. */
  readonly recognise?: Recogniser;
  /** A server that makes the mistake. */
  readonly serve: Server;
  /** Servers that make the mistake in another form, by a name for each. */
  readonly variants?: Readonly<Record<string, Server>>;
}

/** The words of a mistake that a diagnosis needs. */
export type MistakeText =
  & Pick<Mistake, "id" | "kind" | "title" | "shows" | "why" | "byHand" | "alike">
  & {
    readonly code: { readonly c: Lines };
  };

/** Makes a mistake of its parts. */
export function mistake(definition: Mistake): Mistake {
  return definition;
}

/** What a mistake has of its own in another suite, where the words are the same. */
export type InSuite =
  & Pick<Mistake, "serve">
  & Partial<
    Pick<Mistake, "shows" | "why" | "code" | "alike" | "byHand" | "recognise" | "variants">
  >;

/** The same mistake in the servers of another suite: its line to try by hand and its servers are not the same. */
export function inSuite(
  { byHand: _line, variants: _servers, ...same }: Mistake,
  { suite, ...own }: InSuite & { readonly suite: string },
): Mistake {
  return { ...same, ...own, suites: [suite] };
}

/** Every server of a mistake by its name: the id, then `id/variant` for each variant. */
export function serversOf({ id, serve, variants = {} }: Mistake): ReadonlyMap<string, Server> {
  const others = Object.entries(variants).map(([name, server]) =>
    [`${id}/${name}`, server] as const
  );
  return new Map([[id, serve], ...others]);
}
