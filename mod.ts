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
import type { HttpRules } from "./lib/site/rules.ts";
import type { EchoRules } from "./lib/echo/rules.ts";
import type { Layout } from "./lib/layout/layout.ts";
import type { Mistake } from "./lib/mistake.ts";
import type { Launcher } from "./lib/program.ts";
import type { Report } from "./lib/report.ts";
import { grade as gradeSuites, type GradeOptions } from "./lib/run/grade.ts";

export type { EchoRules } from "./lib/echo/rules.ts";
export type { HttpRules, Protected } from "./lib/site/rules.ts";
export type { Random } from "./lib/bytes/random.ts";
export type {
  ByHand,
  Cause,
  Check,
  CheckContext,
  DialOptions,
  Effort,
  Facts,
  Level,
  Source,
  Suite,
} from "./lib/check.ts";
export { LEVELS } from "./lib/check.ts";
export type {
  Bound,
  BuildFailure,
  LaunchedProgram,
  Launcher,
  ProgramEnd,
  StartOptions,
  StartState,
  Usage,
} from "./lib/program.ts";
export type { Alike, Language, Lines, Mistake, MistakeText } from "./lib/mistake.ts";
export { LANGUAGES } from "./lib/mistake.ts";
export type {
  CheckReport,
  Diagnosis,
  Grading,
  Points,
  Report,
  SkipReason,
  TargetReport,
} from "./lib/report.ts";
export {
  checkReportSchema,
  diagnosisSchema,
  gradingSchema,
  pointsSchema,
  reportJsonSchema,
  reportSchema,
  targetSchema,
} from "./lib/report.ts";
export type {
  ByteOrder,
  BytesField,
  CountedLength,
  Field,
  FieldValue,
  FixedLength,
  Layout,
  NumberField,
  Reply,
} from "./lib/layout/layout.ts";
export type { NumberType } from "./lib/layout/number.ts";
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
export type { Isolation, SandboxChoice } from "./lib/launch/sandbox.ts";
export type { SiteCopy } from "./lib/launch/site_copy.ts";
export { openWorkshop } from "./lib/launch/workshop.ts";
export type { LaunchRequest, Workshop, WorkshopOptions } from "./lib/launch/workshop.ts";
export type { GradeEvent, GradeOptions } from "./lib/run/grade.ts";
export type { Selection } from "./lib/run/select.ts";
export type { Conversation, Portion, Silence } from "./lib/diagnose/conversation.ts";
export type { Observation, Observations, Observed, ServerEnd } from "./lib/diagnose/observation.ts";
export type { Hypothesis, Reading, Recogniser } from "./lib/diagnose/reading.ts";
export { labFileSchema, labJsonSchema } from "./lib/lab/schema.ts";
export type { Slip } from "./lib/diagnose/slip.ts";
export type { Difference, Evidence, Parts } from "./lib/wire/mismatch.ts";
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
  ServerStream,
  Stream,
  Wire,
} from "./lib/wire/wire.ts";

/** What some suites go by, beside the server's address. */
export interface SuiteOptions {
  /** The folder that an HTTP server serves; `fixtures/www` of this project unless told otherwise. */
  readonly docroot?: string;
  /** A file in it that is new in this run: whoever serves it serves that folder, and no other like it. */
  readonly fresh?: string | undefined;
  /** What an assignment's echo server answers; the same bytes unless told otherwise. */
  readonly echo?: EchoRules;
  /** What an assignment fixes for its web server. */
  readonly http?: HttpRules;
  /** The records of `byte-order`; the built-in layout unless told otherwise. */
  readonly layout?: Layout;
  /** How far a time server's clock may be off, in seconds. */
  readonly toleranceS?: number;
}

/** Every suite by its name, loaded when it is asked for: a suite is good for one run. */
export const SUITES: Readonly<Record<string, (options?: SuiteOptions) => Promise<Suite>>> = {
  "tcp-echo": async ({ echo } = {}) =>
    (await import("./checks/tcp_echo/mod.ts")).tcpEchoSuite(echo),
  "udp-echo": async ({ echo } = {}) =>
    (await import("./checks/udp_echo/mod.ts")).udpEchoSuite(echo),
  "tcp-time": async (options) => (await import("./checks/tcp_time/mod.ts")).tcpTimeSuite(options),
  "udp-time": async (options) => (await import("./checks/udp_time/mod.ts")).udpTimeSuite(options),
  "byte-order": async ({ layout } = {}) => {
    const { byteOrder, byteOrderSuite } = await import("./checks/byte_order/mod.ts");
    return layout ? byteOrderSuite(layout) : byteOrder;
  },
  process: async () => (await import("./checks/process/mod.ts")).processSuite,
  http: async ({ docroot = DOCROOT, fresh, http } = {}) => {
    const { httpSuite } = await import("./checks/http/mod.ts");
    const { readSite } = await import("./lib/site/read_site.ts");
    return httpSuite({ ...readSite(docroot, http?.index), fresh }, http);
  },
};

/** The site that the grader brings along. */
export const DOCROOT: string = decodeURIComponent(
  new URL("fixtures/www", import.meta.url).pathname,
);

/** The suite `byte-order` for records of another layout than the built-in one. */
export async function byteOrderSuite(layout: Layout): Promise<Suite> {
  return (await import("./checks/byte_order/mod.ts")).byteOrderSuite(layout);
}

/** The mistakes of each suite's servers, loaded when they are asked for. */
export const MISTAKES: Readonly<
  Record<string, (options?: SuiteOptions) => Promise<readonly Mistake[]>>
> = {
  "tcp-echo": async () => {
    const { MISTAKES, echoNotTransformed } = await import("./checks/tcp_echo/mistakes/mod.ts");
    return [...MISTAKES, echoNotTransformed];
  },
  "udp-echo": async () => {
    const { MISTAKES, echoNotTransformed } = await import("./checks/udp_echo/mistakes/mod.ts");
    return [...MISTAKES, echoNotTransformed];
  },
  "tcp-time": async () => (await import("./checks/tcp_time/mistakes/mod.ts")).MISTAKES,
  "udp-time": async () => (await import("./checks/udp_time/mistakes/mod.ts")).MISTAKES,
  "byte-order": async () => (await import("./checks/byte_order/mistakes/mod.ts")).MISTAKES,
  http: async ({ docroot = DOCROOT } = {}) => {
    const { httpMistakes } = await import("./checks/http/mistakes/mod.ts");
    const { readSite } = await import("./lib/site/read_site.ts");
    return httpMistakes(readSite(docroot));
  },
};

/** The mistakes with an id: one for each suite in whose servers it shows, none where there is no such id. */
export async function mistakesById(id: string): Promise<readonly Mistake[]> {
  const lists = await Promise.all(Object.values(MISTAKES).map((load) => load()));
  return lists.flat().filter((mistake) => mistake.id === id);
}

/** A server to grade, and the name of the suite to grade it by. */
export interface NamedTarget {
  /** One of the keys of `SUITES`. */
  readonly suite: string;
  /** An IP address or a name. */
  readonly host: string;
  /** 1 to 65,535; 0 where `launch` starts the server. */
  readonly port: number;
  /** Builds and starts the server, as a `Workshop` does. */
  readonly launch?: Launcher;
  /** What its suite goes by. */
  readonly options?: SuiteOptions;
}

/**
 * Grades servers, one after another, and resolves to the report. What the servers do wrong is in the
 * report; it throws a `RangeError` for a suite that doesn't exist, and otherwise only for its own faults.
 */
export async function grade(
  targets: readonly NamedTarget[],
  options: GradeOptions = {},
): Promise<Report> {
  const loaded = targets.map(async ({ suite, options: suiteOptions, ...target }) => {
    const load = SUITES[suite];
    if (!load) {
      throw new RangeError(`Expected one of ${Object.keys(SUITES).join(", ")}, got "${suite}"`);
    }
    return { ...target, suite: await load(suiteOptions) };
  });
  return await gradeSuites(await Promise.all(loaded), options);
}
