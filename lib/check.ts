import type { Random } from "./bytes/random.ts";
import type { Mistake, MistakeText } from "./mistake.ts";
import type { LaunchedProgram, StartOptions } from "./program.ts";
import type { TcpPeer } from "./wire/tcp_peer.ts";
import type { TranscriptEntry } from "./wire/transcript.ts";
import type { UdpPeer } from "./wire/udp_peer.ts";
import type { Endpoint } from "./wire/wire.ts";

/** The levels, lowest first: what a first lab asks, what the protocol requires, what is recommended. */
export const LEVELS = ["core", "standard", "strict"] as const;

/** How much a check asks of a server. */
export type Level = typeof LEVELS[number];

/** Whether a check of `level` counts where `highest` is the highest level that counts. */
export function countsAt(level: Level, highest: Level): boolean {
  return LEVELS.indexOf(level) <= LEVELS.indexOf(highest);
}

/** Where a requirement stands, to read it up. */
export interface Source {
  /** For instance `RFC 862`. */
  readonly label: string;
  /** An `https` address. */
  readonly url: string;
}

/** A line for a shell that shows what a check is about; `{host}` and `{port}` are replaced. */
export interface ByHand {
  /** One line for a POSIX shell that ends by itself. */
  readonly run: string;
  /** What a right server makes it print. */
  readonly right: string;
}

/** What the run has learnt about the server so far. */
export interface Facts {
  /** How long the first answer took, in milliseconds. */
  readonly latencyMs: number;
  /** How fast bytes come back, in bytes a second; `null` until it was measured. */
  readonly bytesPerSecond: number | null;
  /** Whether the run's very first datagram was answered; `null` until one was sent. */
  readonly firstDatagramAnswered: boolean | null;
}

/** How a check dials. */
export interface DialOptions {
  /** Whether the peer must be able to `reset()`. */
  readonly resettable?: boolean;
  /** Who this client is, where a check has many: it begins the words of a failure. */
  readonly as?: string;
  /** How long a silence this client waits through at least, in milliseconds. */
  readonly patienceMs?: number;
  /** Where to connect to: the server that is graded, unless told otherwise. */
  readonly at?: Endpoint;
  /** How many bytes may come for each that is sent, where replies are longer. */
  readonly perByte?: number;
}

/** What a check is about to do; both are held against what was measured. */
export interface Effort {
  /** How many bytes it sends and waits for. */
  readonly bytes?: number;
  /** How many exchanges it makes, one after another. */
  readonly exchanges?: number;
}

/** All that a check may use. What it dials and opens is ended, in order, when it is over. */
export interface CheckContext {
  /** Connects to the server. Throws a `Mismatch` where it can't. */
  dial(options?: DialOptions): Promise<TcpPeer>;
  /** Opens a UDP socket on a new port, towards the server that is graded unless told otherwise. */
  open(at?: Endpoint): Promise<UdpPeer>;
  /** Starts a copy of the program, where the run can do that; it is ended with all that was dialled. */
  start(options?: StartOptions): Promise<LaunchedProgram>;
  /** Whether the program's port is fixed, so that only one copy can be told another. */
  readonly hasFixedPort: boolean;
  /** Random bytes that depend on the seed, the check and the attempt alone. */
  readonly random: Random;
  /** Where the server is. */
  readonly target: Endpoint;
  /** Whether the server is reached through a loopback address. */
  readonly loopback: boolean;
  /** What the run has learnt so far. */
  readonly facts: Facts;
  /** How long a silence this attempt waits through, in milliseconds. */
  readonly patienceMs: number;
  /** The time, in milliseconds since some fixed moment. */
  now(): number;
  /** The time of day, in milliseconds since 1970-01-01 00:00 UTC. */
  date(): number;
  /** Waits. */
  pause(ms: number): Promise<void>;
  /** Ends the check as not applicable where the server is too slow for what comes next. */
  afford(effort: Effort): void;
  /** Tells the run what the check has measured. */
  learn(facts: Partial<Facts>): void;
}

/** One check: data that can be read aloud, and the exchange at the end of it. */
export interface Check {
  /** `suite/group/name`, permanent. */
  readonly id: string;
  /** One line, in the words of a report. */
  readonly title: string;
  /** How much it asks of a server. */
  readonly level: Level;
  /** What the server must do, in one sentence. */
  readonly must: string;
  /** Why that matters. */
  readonly why: string;
  /** Where the requirement stands. */
  readonly sources: readonly Source[];
  /** A line to try by hand; where none can show it, a report gives the command that runs this check alone. */
  readonly byHand?: ByHand;
  /** The ids of checks without which this one would show nothing new, beside the suite's first. */
  readonly needs?: readonly string[];
  /** The ids of checks that measure what this one goes by: they run before it, whatever comes of them. */
  readonly after?: readonly string[];
  /** How long it must wait at least, in milliseconds, whatever the server does. */
  readonly waitsMs?: number;
  /** How long a right server may take for it beyond what any check may, in milliseconds. */
  readonly mayTakeMs?: number;
  /** What a check that may end the server does to it, in words that follow "after". */
  readonly provokes?: string;
  /** Whether it runs while no other check does. */
  readonly alone?: boolean;
  /** Whether an instructor wrote it for one lab: no known mistake is looked for in it. */
  readonly isOwn?: boolean;
  /** Makes the exchange; throws a `Mismatch` where the server does something else. */
  run(context: CheckContext): Promise<void>;
}

/** A mistake that a single check is enough to name. */
export interface Cause {
  /** What is said of it. */
  readonly mistake: MistakeText;
  /** What the check observes then; whatever else it fails for has other causes. */
  readonly observed: RegExp;
}

/** A kind of server, and all the checks for it. */
export interface Suite {
  /** As the command line and the ids have it: `tcp-echo`. */
  readonly name: string;
  /** In words: `a stream echo server`. */
  readonly title: string;
  /** What the servers are reached over. */
  readonly transport: "tcp" | "udp";
  /** What each group shows, in a few words that stand beside it in a report; true at every level. */
  readonly groups?: Readonly<Record<string, string>>;
  /** Whether its checks start the program themselves: it grades nothing that runs already. */
  readonly launchOnly?: boolean;
  /** The one mistake that a check shows when it observes just that, by the check's id. */
  readonly causes?: Readonly<Record<string, Cause>>;
  /** All checks, in the order of the report. The first is `reach/answers`. */
  readonly checks: readonly Check[];
  /** Whether bytes that came for any question at all look like this kind of server. */
  readonly looksLike?: (answer: Uint8Array) => boolean;
  /** The mistakes that students make in such servers; loaded only where something failed. */
  readonly mistakes?: () => Promise<readonly Mistake[]>;
  /**
   * Whether all checks ask for the same thing in other forms, as those of an echo do: where most of what
   * failed stays unexplained, a name for the rest is an accident then.
   */
  readonly isUniform?: boolean;
  /** A conversation in the form in which the suite's mistakes know it, where an assignment asks for another. */
  readonly seenAs?: (transcript: readonly TranscriptEntry[]) => readonly TranscriptEntry[];
  /** The ids of the checks by which a run finds out what the server is, in their order: they go first. */
  readonly opening: readonly string[];
}

/** Makes a check of its parts: the groups that ask for more than one client run alone. */
export function check(definition: Check): Check {
  const group = groupOf(definition.id);
  const alone = definition.alone ?? (group === "concurrency" || group === "survival");
  return { ...definition, alone };
}

/** The suite of an id: `tcp-echo` of `tcp-echo/stream/one-byte`. */
export function suiteOf(id: string): string {
  return id.split("/")[0] ?? "";
}

/** The group of an id: `stream` of `tcp-echo/stream/one-byte`. */
export function groupOf(id: string): string {
  return id.split("/")[1] ?? "";
}

/** The last part of an id: `one-byte` of `tcp-echo/stream/one-byte`. */
export function nameOf(id: string): string {
  return id.split("/").slice(2).join("/");
}

/** Whether a check may end a fragile server. */
export function isHazard({ id }: Check): boolean {
  return groupOf(id) === "survival";
}

/** The ids of all that a check needs: what it names, its suite's first, and what its group needs. */
export function needsOf({ id, needs = [] }: Check): readonly string[] {
  const suite = suiteOf(id);
  const first = `${suite}/reach/answers`;
  const second = `${suite}/concurrency/second-client`;
  const all = groupOf(id) === "concurrency" ? [first, second, ...needs] : [first, ...needs];
  return [...new Set(all)].filter((need) => need !== id);
}
