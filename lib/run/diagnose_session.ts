import type { Level, Suite } from "../check.ts";
import { diagnose } from "../diagnose/diagnose.ts";
import { toDiagnosis } from "../diagnose/to_diagnosis.ts";
import type { Diagnosis } from "../report.ts";
import type { Endpoint, Wire } from "../wire/wire.ts";
import { observe } from "./observe.ts";
import { lookAgain } from "./second_look.ts";
import type { Seen, Session } from "./session.ts";

/** What naming a mistake needs beside the session. */
export interface DiagnoseOptions {
  readonly suite: Suite;
  readonly at: Endpoint;
  readonly level: Level;
  readonly wire: Wire;
  /** Begins another session with the same server, over a wire of its own, that reports nothing. */
  readonly begin: (wire: Wire, seen: Seen) => Session;
  /** Told of a fault of our own: the run goes on without names. */
  readonly onFault: (error: unknown) => void;
}

/** The mistakes that explain what failed in a session; nothing is loaded where nothing did. */
export async function diagnoseSession(
  session: Session,
  { suite, at, level, wire, begin, onFault }: DiagnoseOptions,
): Promise<readonly Diagnosis[]> {
  const run = observe(session, suite);
  if (run.failed.length === 0 || !suite.mistakes) return [];
  try {
    const mistakes = await suite.mistakes();
    const options = { level, isUniform: suite.isUniform ?? false };
    const first = diagnose(run, mistakes, options);
    const more = { ...options, suite, wire, mistakes, begin };
    // Where an assignment asks for another reply, what a fault makes of it isn't known so exactly.
    const findings = suite.seenAs ? first : await lookAgain(first, run, session, more);
    return findings.map((finding) => toDiagnosis(finding, { suite: suite.name, at }));
  } catch (error) {
    onFault(error); // a name that can't be found costs nobody the grade
    return [];
  }
}
