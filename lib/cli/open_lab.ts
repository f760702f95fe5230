import { dirname, isAbsolute, join } from "node:path";
import type { Suite } from "../check.ts";
import { type EchoRules, PLAIN_STREAM } from "../echo/rules.ts";
import { labSuite } from "../lab/lab_suite.ts";
import { idleNames } from "../lab/named_checks.ts";
import { parseLab } from "../lab/parse.ts";
import { type Plan, planOf } from "../lab/plan.ts";
import { planProblems } from "../lab/plan_problems.ts";
import { type Lab, type LabSuite, suitesIn } from "../lab/schema.ts";
import type { HttpRules } from "../site/rules.ts";
import { inOrder, type Problem, type Source } from "../yaml/read_yaml.ts";
import type { SuiteOptions } from "../../mod.ts";
import type { CommandContext } from "./grade_command.ts";
import { UsageError } from "./usage_error.ts";

/** A lab file that was read and found right, and its suites under its rules. */
export interface OpenLab {
  readonly lab: Lab;
  /** The file, as it was written on the command line. */
  readonly file: string;
  /** Where it lies. */
  readonly path: string;
  /** The document root; `null` for the usual one. */
  readonly docroot: string | null;
  readonly source: Source;
  /** Of the file's bytes, in hexadecimal. */
  readonly sha256: string;
  /** Loads each suite of the lab: one is good for one run. */
  readonly load: Readonly<Record<string, () => Promise<Suite>>>;
  /** The suites, for what is known of them without a run. */
  readonly suites: readonly Suite[];
  /** What the checks are worth. */
  readonly plan: Plan;
}

/** How a lab file is opened. */
export interface OpenLabOptions extends Pick<CommandContext, "screen" | "suites"> {
  /** The folder that the web server serves, where the command line names one. */
  readonly docroot?: string | null;
  /** A file that is new in it, where it is a copy made for this run. */
  readonly fresh?: string | undefined;
}

/** How many problems are told at a time. */
const TOLD = 20;

/** Opens a lab file. Throws a `UsageError` with the place of all that is wrong in it, a line each. */
export async function openLab(file: string, options: OpenLabOptions): Promise<OpenLab> {
  const { screen } = options;
  const path = isAbsolute(file) ? file : join(screen.folder, file);
  const bytes = await readBytes(path, file);
  const { lab, source, problems } = parseLab(new TextDecoder().decode(bytes));
  if (problems) throw wrong(file, problems);
  const docroot = folderOf(lab, { ...options, path, file, source });
  const load = loaders(lab, { ...options, docroot });
  const suites = await Promise.all(suitesIn(lab).map((name) => load[name]!()));
  const found = await problemsIn(lab, { options, source, suites });
  if (found.length > 0) throw wrong(file, found);
  const plan = planOf(lab, suites.flatMap(({ checks }) => checks));
  return { lab, file, path, docroot, source, sha256: await sha256Of(bytes), load, suites, plan };
}

/** The problems of a lab file, as one error. */
function wrong(file: string, problems: readonly Problem[]): UsageError {
  const lines = problems.slice(0, TOLD).map(({ line, column, message }) =>
    `${file}:${line}:${column}: ${message}`
  );
  const left = problems.length - lines.length;
  return new UsageError([...lines, ...(left > 0 ? [`and ${left} more`] : [])].join("\n"));
}

async function readBytes(path: string, file: string): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return await Deno.readFile(path);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new UsageError(`The lab file can't be read from "${file}": ${reason}`);
  }
}

/** The document root: the command line's, or the lab's, seen from its file; `null` for the usual one. */
function folderOf(
  { docroot }: Lab,
  options: OpenLabOptions & Pick<OpenLab, "path" | "file" | "source">,
): string | null {
  if (options.docroot) return options.docroot;
  if (docroot === undefined) return null;
  const folder = isAbsolute(docroot) ? docroot : join(dirname(options.path), docroot);
  try {
    if (Deno.statSync(folder).isDirectory) return folder;
  } catch {
    // what isn't there is told below, as what is no folder
  }
  const message = `There is no folder ${JSON.stringify(docroot)} beside the lab file`;
  throw wrong(options.file, [options.source.problem(["docroot"], message)]);
}

function loaders(
  lab: Lab,
  { suites, docroot, fresh }: OpenLabOptions & { readonly docroot: string | null },
): OpenLab["load"] {
  const options: SuiteOptions = {
    ...(docroot === null ? {} : { docroot }),
    ...(fresh === undefined ? {} : { fresh }),
    ...(lab.echo ? { echo: echoRules(lab.echo) } : {}),
    ...(lab.http ? { http: httpRules(lab.http) } : {}),
    ...(lab.layout ? { layout: lab.layout } : {}),
    ...(lab["tolerance-seconds"] === undefined ? {} : { toleranceS: lab["tolerance-seconds"] }),
  };
  return Object.fromEntries(
    suitesIn(lab).map((name) => [name, async () => labSuite(await suites[name]!(options), lab)]),
  );
}

function echoRules(form: NonNullable<Lab["echo"]>): EchoRules {
  return {
    reply: form.reply,
    prefix: form.prefix ?? "",
    unit: form.unit ?? PLAIN_STREAM.unit,
    maxDatagram: form["max-datagram"] ?? null,
  };
}

function httpRules(form: NonNullable<Lab["http"]>): HttpRules {
  const [notFoundStatus, unsupportedMethod] = [
    form["not-found-status"],
    form["unsupported-method"],
  ];
  return {
    index: form.index,
    protected: form.protected,
    ...(notFoundStatus === undefined ? {} : { notFoundStatus }),
    ...(unsupportedMethod === undefined ? {} : { unsupportedMethod }),
  };
}

/** What can be known to be wrong only with the checks at hand. */
async function problemsIn(
  lab: Lab,
  { suites, source, options }: Pick<OpenLab, "suites" | "source"> & {
    readonly options: OpenLabOptions;
  },
): Promise<readonly Problem[]> {
  const checks = suites.flatMap(({ checks }) => checks);
  const ids = checks.map(({ id }) => id);
  const plain = await Promise.all(suitesIn(lab).map((name: LabSuite) => options.suites[name]!()));
  const others = plain.flatMap((suite) => suite.checks.map(({ id }) => id));
  const skipped = lab.skip.length > 0 || lab.checks ? await withoutSkipping(lab, options) : ids;
  return inOrder([
    ...idleNames(lab, { source, ids, others: [...new Set([...others, ...skipped])], skipped }),
    ...planProblems(lab, { checks, source }),
  ]);
}

/** The ids under the lab's rules, before anything is left out. */
async function withoutSkipping(lab: Lab, options: OpenLabOptions): Promise<readonly string[]> {
  const { checks: _, ...whole } = { ...lab, skip: [] };
  const load = loaders(whole, { ...options, docroot: null });
  const suites = await Promise.all(suitesIn(lab).map((name) => load[name]!()));
  return suites.flatMap(({ checks }) => checks.map(({ id }) => id));
}

async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)).toHex();
}
