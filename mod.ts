/**
 * Wiregrade grades servers by talking to them: TCP and UDP echo, byte order, time, HTTP.
 *
 * ```ts
 * import { grade } from "./mod.ts";
 *
 * const report = await grade([{ suite: "tcp-echo", host: "127.0.0.1", port: 7007 }]);
 * console.log(report.verdict, report.score);
 * ```
 * @module
 */
import type { Suite } from "./lib/check.ts";
import type { Report } from "./lib/report.ts";
import { grade as gradeSuites, type GradeOptions } from "./lib/run/grade.ts";

export type { Bound } from "./lib/diagnose/unreached.ts";
export type { Random } from "./lib/bytes/random.ts";
export type {
  ByHand,
  Check,
  CheckContext,
  DialOptions,
  Effort,
  Facts,
  Level,
  Source,
  Suite,
} from "./lib/check.ts";
export { LANGUAGES } from "./lib/mistake.ts";
export { LEVELS } from "./lib/check.ts";
export type {
  CheckReport,
  Diagnosis,
  Points,
  Report,
  SkipReason,
  TargetReport,
} from "./lib/report.ts";
export {
  checkReportSchema,
  diagnosisSchema,
  pointsSchema,
  reportJsonSchema,
  reportSchema,
  targetSchema,
} from "./lib/report.ts";
export type { GradeEvent, GradeOptions } from "./lib/run/grade.ts";
export type { Selection } from "./lib/run/select.ts";
export type { Conversation, Portion, Silence } from "./lib/diagnose/conversation.ts";
export type { Observation, Observations, Observed } from "./lib/diagnose/observation.ts";
export type { Hypothesis, Reading, Recogniser } from "./lib/diagnose/reading.ts";
export type { Slip } from "./lib/diagnose/slip.ts";
export type { Alike, Language, Lines, Mistake } from "./lib/mistake.ts";
export type { Client } from "./lib/serve/client.ts";
export type {
  Body,
  DatagramServer,
  Program,
  ReplySocket,
  Server,
  Serving,
  StreamServer,
} from "./lib/serve/server.ts";
export type { Difference, Evidence } from "./lib/wire/mismatch.ts";
export type { ChannelOptions } from "./lib/wire/channel.ts";
export type { Clock } from "./lib/wire/clock.ts";
export type { Ending, StreamObservation } from "./lib/wire/echo_schema.ts";
export type { TcpPeer, TcpPeerOptions } from "./lib/wire/tcp_peer.ts";
export type { Transcript, TranscriptEntry, WireEvent } from "./lib/wire/transcript.ts";
export type { DatagramObservation, UdpPeer, UdpPeerOptions } from "./lib/wire/udp_peer.ts";
export type {
  ConnectOptions,
  Datagram,
  DatagramSocket,
  Endpoint,
  Stream,
  Wire,
} from "./lib/wire/wire.ts";

/** Every suite by its name, loaded when it is asked for. */
export const SUITES: Readonly<Record<string, () => Promise<Suite>>> = {
  "tcp-echo": async () => (await import("./checks/tcp_echo/mod.ts")).tcpEcho,
  "udp-echo": async () => (await import("./checks/udp_echo/mod.ts")).udpEcho,
};

/** A server to grade, and the name of the suite to grade it by. */
export interface NamedTarget {
  /** One of the keys of `SUITES`. */
  readonly suite: string;
  /** An IP address or a name. */
  readonly host: string;
  /** 1 to 65,535. */
  readonly port: number;
}

/**
 * Grades servers, one after another, and resolves to the report. What the servers do wrong is in the
 * report; it throws a `RangeError` for a suite that doesn't exist, and otherwise only for its own faults.
 */
export async function grade(
  targets: readonly NamedTarget[],
  options: GradeOptions = {},
): Promise<Report> {
  const loaded = targets.map(async ({ suite, host, port }) => {
    const load = SUITES[suite];
    if (!load) {
      throw new RangeError(`Expected one of ${Object.keys(SUITES).join(", ")}, got "${suite}"`);
    }
    return { suite: await load(), host, port };
  });
  return await gradeSuites(await Promise.all(loaded), options);
}
