import { type Check, countsAt, type Level } from "../check.ts";
import { type CheckReport, type Diagnosis, type Report, REPORT_SCHEMA } from "../report.ts";
import { firstDifference } from "../bytes/compare.ts";
import type { RenderOptions } from "../reporters/mod.ts";

/** What a check of a hand-made report has beside its id and its defaults. */
export type CheckParts = Partial<Omit<CheckReport, "id" | "suite" | "group">>;

/** One check of a hand-made report, passed and worth its level's points unless told otherwise. */
export function checkReport(id: string, parts: CheckParts = {}): CheckReport {
  const [suite = "", group = ""] = id.split("/");
  const { level = "core", status = "pass" } = parts;
  const worth = { core: 3, standard: 2, strict: 1 }[level];
  const earned = status === "pass" || status === "warn" ? worth : 0;
  return {
    id,
    suite,
    group,
    level,
    title: `Does ${id.split("/").slice(2).join(" ").replaceAll("-", " ")}`,
    status,
    points: { earned, possible: worth },
    durationMs: 4,
    attempts: 1,
    message: null,
    expected: null,
    observed: null,
    difference: null,
    sources: [{ label: "RFC 862", url: "https://www.rfc-editor.org/rfc/rfc862.html" }],
    reason: null,
    blockedBy: null,
    transcript: [],
    parts: null,
    ...parts,
  };
}

/** So many checks of a group that passed. */
export function passes(group: string, count: number, parts: CheckParts = {}): CheckReport[] {
  return Array.from({ length: count }, (_, i) => checkReport(`${group}/number-${i + 1}`, parts));
}

/** A check that was not tried. */
export function skipped(
  id: string,
  reason: NonNullable<CheckReport["reason"]>,
  parts: CheckParts = {},
): CheckReport {
  const check = checkReport(id, { ...parts, status: "skip", reason, attempts: 0 });
  const isHeld = reason === "needs" || reason === "server-gone";
  return isHeld ? check : { ...check, points: { earned: 0, possible: 0 } };
}

/** A report of checks, with its score and verdict as they follow from them. */
export function reportOf(checks: readonly CheckReport[], parts: Partial<Report> = {}): Report {
  const level: Level = parts.level ?? "core";
  const sum = (key: "earned" | "possible") =>
    checks.filter((check) => countsAt(check.level, level))
      .reduce((total, { points }) => total + points[key], 0);
  const isPass = checks.every(({ status, reason }) =>
    status !== "fail" && reason !== "needs" && reason !== "server-gone"
  );
  return {
    schema: REPORT_SCHEMA,
    tool: { name: "wiregrade", version: "0.1.0" },
    label: null,
    lab: null,
    seed: 48213,
    audience: "instructor",
    options: { only: [], skip: [], timeoutMs: 2000, jobs: 8, budgetMs: 45_000 },
    level,
    startedAt: "2026-11-23T03:08:00.000Z",
    durationMs: 1600,
    complete: true,
    verdict: isPass ? "pass" : "fail",
    score: { earned: sum("earned"), possible: sum("possible") },
    grading: null,
    targets: [{
      suite: "tcp-echo",
      host: "127.0.0.1",
      port: 7007,
      serving: "concurrent",
      latencyMs: 0.2,
      level,
    }],
    checks: [...checks],
    diagnoses: [],
    repeats: null,
    ...parts,
  };
}

/** A diagnosis, a certain mistake unless told otherwise. */
export function diagnosis(parts: Partial<Diagnosis>): Diagnosis {
  return {
    mistake: "strlen-on-received-bytes",
    suite: "tcp-echo",
    kind: "mistake",
    title: "strlen() on received bytes",
    explanation: "recv() gives you n bytes, not a C string.",
    fix: "send(client, buf, n, 0);",
    confidence: "certain",
    explains: [],
    ...parts,
  };
}

/** The words of a check's definition, as far as reports use them. */
export function definition(id: string, parts: Partial<Check> = {}): Check {
  return {
    id,
    title: "",
    level: "core",
    must: "Send back exactly the bytes received, whatever their values.",
    why: "A socket carries bytes, not text: an image or a key holds any value, 00 to FF.",
    sources: [],
    run: () => Promise.resolve(),
    ...parts,
  };
}

/** How a report is rendered: 80 columns without colour unless told otherwise. */
export function renderOptions(parts: Partial<RenderOptions> = {}): RenderOptions {
  return {
    checks: new Map(),
    again: "deno task grade -s tcp-echo --seed 48213 127.0.0.1:7007",
    color: false,
    columns: 80,
    verbose: false,
    ...parts,
  };
}

/** An exchange of a check: what was sent on its connection, and what came back. */
export function exchange(
  sent: Uint8Array,
  answer: Uint8Array,
): Pick<CheckReport, "transcript" | "difference"> {
  const offset = firstDifference(sent, answer) ?? 0;
  const from = Math.max(0, offset - 32);
  const excerpt = (bytes: Uint8Array) => bytes.subarray(from, offset + 32).toBase64();
  const entry = (ms: number, event: "send" | "receive", bytes: Uint8Array) => ({
    ms,
    conn: 1,
    event,
    bytes: bytes.length,
    data: bytes.subarray(0, 1024).toBase64(),
  });
  return {
    transcript: [
      { ms: 0.1, conn: 1, event: "connect", bytes: 0, data: "" },
      entry(0.3, "send", sent),
      ...(answer.length > 0 ? [entry(0.6, "receive", answer)] : []),
      { ms: 0.9, conn: 1, event: "end", bytes: 0, data: "" },
    ],
    difference: {
      offset,
      from,
      expected: excerpt(sent),
      observed: excerpt(answer),
      expectedBytes: sent.length,
      observedBytes: answer.length,
    },
  };
}
