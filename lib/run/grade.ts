import { type Check, countsAt, type Level, LEVELS, type Suite } from "../check.ts";
import {
  type CheckReport,
  type Diagnosis,
  type Report,
  REPORT_SCHEMA,
  type TargetReport,
} from "../report.ts";
import { diagnosisOf } from "../diagnose/to_diagnosis.ts";
import { diagnoseUnreached } from "../diagnose/unreached.ts";
import type { Bound, Launcher } from "../program.ts";
import { sockets } from "../wire/sockets.ts";
import { isLoopback, type Wire } from "../wire/wire.ts";
import { diagnoseSession } from "./diagnose_session.ts";
import { Launched, type StartFailure } from "./launched.ts";
import type { Outcome } from "./outcome.ts";
import { isRefusalText } from "./route.ts";
import { levelsOf, totalOf, verdictOf } from "./score.ts";
import { selectChecks, type Selection } from "./select.ts";
import { type Seen, Session } from "./session.ts";
import { tenths, toCheckReport } from "./to_report.ts";

/** A suite, and the server that it grades. */
export interface Target {
  readonly suite: Suite;
  /** An address or a name. */
  readonly host: string;
  /** 0 where the program is started by the run, on a port of its choice. */
  readonly port: number;
  /** Starts the server's program, where the run is to do that. */
  readonly launch?: Launcher;
  /** What was seen of this server before. */
  readonly seen?: Seen;
  /** The highest level that counts for this server; the run's unless told otherwise. */
  readonly level?: Level;
}

/** What happens during a run, for those who watch it. */
export type GradeEvent =
  | { readonly type: "suite"; readonly suite: string; readonly checks: number }
  | { readonly type: "check"; readonly check: CheckReport }
  | { readonly type: "fault"; readonly message: string };

/** How a run grades. */
export interface GradeOptions extends Selection {
  /** The highest level that counts; `core` unless told otherwise. */
  readonly level?: Level;
  /** Makes every payload of the run the same again; 0 to 2^32 - 1, random unless told otherwise. */
  readonly seed?: number;
  /** The longest silence while an answer is due, in milliseconds; 2,000 unless told otherwise. */
  readonly timeoutMs?: number;
  /** How many checks run at once against a concurrent server; 8 unless told otherwise. */
  readonly jobs?: number;
  /** How long each suite may take, in milliseconds; 45,000 unless told otherwise. */
  readonly budgetMs?: number;
  /** A submission's name, repeated in the report. */
  readonly label?: string | null;
  /** The lab file that the run goes by. */
  readonly lab?: Report["lab"];
  /** Aborting it ends the run: what there is so far is reported. */
  readonly signal?: AbortSignal;
  /** Called as the run goes on. */
  readonly onEvent?: (event: GradeEvent) => void;
  /** Finds out what is bound on this machine, where nothing answers; it isn't looked for unless given. */
  readonly listeners?: () => Promise<readonly Bound[]>;
  /** Where connections come from: real sockets unless told otherwise. */
  readonly wire?: Wire;
}

/** How long looking for a second mistake may take, in milliseconds. */
const LOOK_MS = 5000;

/** Name and version, as every report has them. */
export const TOOL = { name: "wiregrade", version: "0.1.0" } as const;

/**
 * Grades servers, one after another, and resolves to the report. What the servers do wrong is in the
 * report; it rejects only for a fault of its own.
 */
export async function grade(
  targets: readonly Target[],
  options: GradeOptions = {},
): Promise<Report> {
  const { label = null, lab = null, signal = new AbortController().signal } = options;
  const { wire = sockets, seed = randomSeed() } = options;
  const settled = { signal, wire, seed };
  const levelOf = (target: Target) => target.level ?? options.level ?? "core";
  const level = highestOf(targets.map(levelOf)) ?? options.level ?? "core";
  const startedAt = new Date(wire.clock.date()).toISOString();
  const startMs = wire.clock.now();
  const targetReports: TargetReport[] = [];
  const checks: CheckReport[] = [];
  const diagnoses: Diagnosis[] = [];
  for (const target of targets) {
    const graded = await gradeTarget(target, { ...options, ...settled, level: levelOf(target) });
    targetReports.push(graded.target);
    checks.push(...graded.checks);
    diagnoses.push(...graded.diagnoses);
  }
  const levelOfSuite = levelsOf({ targets: targetReports, level });
  diagnoses.push(...await diagnoseAllUnreached(targets, checks, options.listeners));
  return {
    schema: REPORT_SCHEMA,
    tool: { ...TOOL },
    label,
    lab,
    seed,
    audience: "instructor",
    options: optionsOf(options),
    level,
    startedAt,
    durationMs: tenths(wire.clock.now() - startMs),
    complete: !signal.aborted && !checks.some(cutShort(levelOfSuite)),
    verdict: verdictOf(checks, { level, levelOf: levelOfSuite, reached: targets.length > 0 }),
    score: totalOf(checks),
    grading: null,
    targets: targetReports,
    checks,
    diagnoses: byWorth(diagnoses),
    repeats: null,
  };
}

/** What the run was told, as the report has it. */
function optionsOf(options: GradeOptions): Report["options"] {
  const { only = [], skip = [], timeoutMs = 2000, jobs = 8, budgetMs = 45_000 } = options;
  return { only: [...only], skip: [...skip], timeoutMs, jobs, budgetMs };
}

/** What is bound on this machine instead of each server that doesn't listen where it should. */
async function diagnoseAllUnreached(
  targets: readonly Target[],
  checks: readonly CheckReport[],
  listeners: GradeOptions["listeners"],
): Promise<readonly Diagnosis[]> {
  const reachOf = ({ suite }: Target) =>
    checks.find(({ id }) => id === `${suite.name}/reach/answers`);
  const isMissing = (target: Target) =>
    (isLoopback(target.host) || target.host === "localhost") &&
    isRefusalText(reachOf(target)?.observed ?? null);
  const missing = targets.filter(isMissing);
  if (missing.length === 0 || !listeners) return [];
  const bound = await listeners();
  return missing.flatMap(({ suite, host, port }) =>
    diagnoseUnreached({
      suite,
      at: { host, port },
      bound,
      isOtherServed: targets.some((other) =>
        other.port === port && other.suite.transport !== suite.transport &&
        reachOf(other)?.status === "pass"
      ),
    }) ?? []
  );
}

function highestOf(levels: readonly Level[]): Level | undefined {
  return LEVELS.findLast((level) => levels.includes(level));
}

/** The mistake that explains most first; limits last. */
function byWorth(diagnoses: readonly Diagnosis[]): Diagnosis[] {
  const worth = ({ kind, explains }: Diagnosis) => kind === "limit" ? -1 : explains.length;
  return diagnoses.toSorted((a, b) => worth(b) - worth(a));
}

/** Whether a check that counts was left out for want of time. */
function cutShort(levelOf: (suite: string) => Level): (check: CheckReport) => boolean {
  return (check) => check.reason === "budget" && countsAt(check.level, levelOf(check.suite));
}

/** A seed that no run before had, as far as chance goes. */
export function randomSeed(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! % 1_000_000;
}

type Settled = GradeOptions & Required<Pick<GradeOptions, "level" | "signal" | "wire" | "seed">>;

interface Graded {
  readonly target: TargetReport;
  readonly checks: readonly CheckReport[];
  readonly diagnoses: readonly Diagnosis[];
}

async function gradeTarget(target: Target, options: Settled): Promise<Graded> {
  const { suite, launch } = target;
  if (!launch) return await gradeServer(target, options);
  await using program = new Launched(launch);
  const failure = suite.launchOnly ? await program.build() : await program.begin(suite);
  const at = { ...target, ...program.at };
  if (failure && !options.signal.aborted) {
    const seen = seenAtStart(suite, failure);
    const graded = await gradeServer({ ...at, seen }, options);
    return { ...graded, diagnoses: failure.diagnoses };
  }
  if (suite.launchOnly) {
    const graded = await gradeServer(at, { ...options, launcher: launch });
    const named = await program.nameStart(suite, graded.checks);
    return { ...graded, diagnoses: [...named, ...causesOf(suite, graded)] };
  }
  const graded = await gradeServer(at, { ...options, program });
  const isSilent = graded.checks.some(({ id, status }) =>
    id === `${suite.name}/reach/answers` && status === "fail"
  );
  const named = isSilent ? program.nameSilence(suite) : [];
  return named.length > 0 ? { ...graded, diagnoses: named } : graded;
}

/** The mistakes that single checks show by failing. */
function causesOf({ name, causes = {} }: Suite, { target, checks }: Graded): readonly Diagnosis[] {
  return checks.flatMap(({ id, status, observed }) => {
    const { mistake, observed: is } = causes[id] ?? {};
    const isFailure = status === "fail" || status === "warn";
    if (!isFailure || !mistake || !is?.test(observed ?? "")) return [];
    const confidence = "certain" as const;
    return [
      diagnosisOf(mistake, { suite: name, at: target, confidence, drawing: [], explains: [id] }),
    ];
  });
}

/** A start that failed is what the first check sees. */
function seenAtStart({ checks }: Suite, { mismatch }: StartFailure): Seen {
  const verdict = { status: "fail" as const, mismatch };
  const outcome: Outcome = { verdict, attempts: 1, durationMs: 0, transcript: [] };
  return { outcomes: new Map(checks.slice(0, 1).map(({ id }) => [id, outcome])), facts: null };
}

async function gradeServer(
  { suite, host, port, seen }: Target,
  options: Settled & { readonly program?: Launched; readonly launcher?: Launcher },
): Promise<Graded> {
  const { level, wire, seed, signal, onEvent = () => {} } = options;
  const { chosen, needed } = selectChecks(suite.checks, options);
  const reported = new Set<Check>(chosen);
  onEvent({ type: "suite", suite: suite.name, checks: chosen.length });
  const { timeoutMs, jobs, budgetMs } = optionsOf(options);
  const settled = {
    wire,
    target: { host, port },
    seed,
    level,
    timeoutMs,
    jobs,
    budgetMs,
    signal,
  };
  const session = new Session(suite, {
    ...settled,
    ...(options.program ? { program: options.program } : {}),
    ...(options.launcher ? { launcher: options.launcher } : {}),
    ...(seen ? { seen } : {}),
    onOutcome(check, outcome) {
      if (reported.has(check)) {
        onEvent({ type: "check", check: toCheckReport(check, outcome, level) });
      }
    },
  });
  await session.run(suite.checks.filter((check) => reported.has(check) || needed.includes(check)));
  const checks = chosen.map((check) =>
    toCheckReport(check, session.outcomes.get(check.id)!, level)
  );
  const { serving, latencyMs } = session;
  const latency = latencyMs === null ? null : tenths(latencyMs);
  const isReported = new Set(checks.map(({ id }) => id));
  const onFault = (error: unknown) => onEvent({ type: "fault", message: String(error) });
  const diagnoses = (await diagnoseSession(session, {
    suite,
    at: settled.target,
    level,
    wire,
    begin: (wire, seen) =>
      new Session(suite, { ...settled, wire, seen, budgetMs: LOOK_MS, onOutcome() {} }),
    onFault,
  }))
    .map((one) => ({ ...one, explains: one.explains.filter((id) => isReported.has(id)) }))
    .filter(({ explains }) => explains.length > 0);
  const target = { suite: suite.name, host, port, serving, latencyMs: latency, level };
  return { target, checks, diagnoses };
}
