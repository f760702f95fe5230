import { type Document, isMap, isNode, LineCounter, parseDocument } from "yaml";
import type { z } from "zod";

/** What is wrong in a file, where, and what to write instead. */
export interface Problem {
  /** The place in the data, as in `fields[2].type`; empty for the whole. */
  readonly path: string;
  /** The line in the text, from 1. */
  readonly line: number;
  /** The column in that line, from 1. */
  readonly column: number;
  /** What is wrong, and what to write instead. */
  readonly message: string;
}

/** The keys and places that lead to something in a file, from the top. */
export type Path = readonly (string | number)[];

/** A text read as YAML, of which JSON is a part, and held against a schema. */
export type ReadYaml<T> =
  | { readonly value: T; readonly source: Source; readonly problems?: undefined }
  | { readonly value?: undefined; readonly problems: readonly Problem[] };

/** How to read a text. */
export interface ReadOptions {
  /** Changes the document before its values are taken. */
  readonly prepare?: (document: Document.Parsed, text: string) => void;
  /** What stands in front of a message about a place. */
  readonly prefix?: (path: Path, document: Document.Parsed) => string;
}

/** Where everything stands in a text. */
export class Source {
  readonly document: Document.Parsed;
  readonly #lines: LineCounter;

  constructor(document: Document.Parsed, lines: LineCounter) {
    this.document = document;
    this.#lines = lines;
  }

  /** A problem at a place of the data: at its key, where it has one. */
  problem(path: Path, message: string, key?: string): Problem {
    const whole = key === undefined ? path : [...path, key];
    return { ...this.at(offsetOf(whole, this.document), message), path: written(path) };
  }

  /** A problem at an offset of the text. */
  at(offset: number, message: string): Problem {
    const { line, col } = this.#lines.linePos(offset);
    return { path: "", line: Math.max(line, 1), column: Math.max(col, 1), message };
  }
}

/** Reads a text and holds it against a schema; never throws for what the text says. */
export function readYaml<T>(
  text: string,
  schema: z.ZodType<T>,
  { prepare, prefix = () => "" }: ReadOptions = {},
): ReadYaml<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const source = new Source(document, lines);
  if (document.errors.length > 0) {
    return { problems: document.errors.map(({ message, pos }) => source.at(pos[0], message)) };
  }
  prepare?.(document, text);
  const data = plainData(document);
  if (data.problem !== undefined) return { problems: [source.at(0, data.problem)] };
  const result = schema.safeParse(data.value);
  if (result.success) return { value: result.data, source };
  const problems = shapeFirst(result.error.issues.flatMap(told)).map((issue) => {
    const path = pathOf(issue);
    const key = issue.code === "unrecognized_keys" ? issue.keys[0] : undefined;
    return source.problem(path, `${prefix(path, document)}${issue.message}`, key);
  });
  return { problems: inOrder(problems) };
}

/** Problems from the top of the text to its end. */
export function inOrder(problems: readonly Problem[]): readonly Problem[] {
  return problems.toSorted((a, b) => a.line - b.line || a.column - b.column);
}

function pathOf({ path }: z.core.$ZodIssue): Path {
  return path.filter((step) => typeof step !== "symbol");
}

/** Without what a rule says of something whose shape is wrong to begin with. */
function shapeFirst(issues: readonly z.core.$ZodIssue[]): readonly z.core.$ZodIssue[] {
  const wrong = issues.filter(({ code }) => code !== "custom").map(pathOf);
  const isAbove = (path: Path, below: Path) => path.every((step, i) => below[i] === step);
  return issues.filter((issue) =>
    issue.code !== "custom" || !wrong.some((path) => isAbove(pathOf(issue), path))
  );
}

/** Of alternatives that all fail, the one that was meant: in which something deeper is wrong. */
function told(issue: z.core.$ZodIssue): readonly z.core.$ZodIssue[] {
  if (issue.code !== "invalid_union") return [issue];
  const meant = issue.errors.find(([first]) =>
    first && (first.path.length > 0 || first.code === "unrecognized_keys")
  );
  return meant
    ? meant.flatMap((inner) => told({ ...inner, path: [...issue.path, ...inner.path] }))
    : [issue];
}

/** The document as plain values; too many aliases are a problem of the text, not of ours. */
function plainData(document: Document): { readonly value?: unknown; readonly problem?: string } {
  try {
    return { value: document.toJS({ maxAliasCount: 100 }) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Where the deepest part of `path` that is written starts; a key where it is the last step. */
function offsetOf(path: Path, document: Document): number {
  for (let depth = path.length; depth > 0; depth--) {
    const parent = document.getIn(path.slice(0, depth - 1), true);
    const step = path[depth - 1];
    const pair = isMap(parent)
      ? parent.items.find(({ key }) => String(key) === String(step))
      : undefined;
    if (isNode(pair?.key) && pair.key.range) return pair.key.range[0];
    const node = document.getIn(path.slice(0, depth), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return document.contents?.range?.[0] ?? 0;
}

function written(path: Path): string {
  return path.map((step, at) =>
    typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`
  ).join("");
}
