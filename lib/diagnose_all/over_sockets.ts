import { SUITES } from "../../mod.ts";
import type { Suite } from "../check.ts";
import { type Mistake, serversOf } from "../mistake.ts";
import type { Report } from "../report.ts";
import { grade } from "../run/grade.ts";
import { serveOnSockets } from "../serve/on_sockets.ts";
import type { Server } from "../serve/server.ts";

/** A server that makes a mistake, and what is to be said of it. */
export interface Subject {
  readonly suite: Suite;
  /** The suite anew: one is good for one run. */
  readonly load: () => Promise<Suite>;
  readonly mistake: Mistake;
  /** The mistake's id, with the name of the variant behind a slash. */
  readonly name: string;
  readonly server: Server;
}

/** What was said of a server. */
export interface Verdict {
  readonly subject: Subject;
  readonly report: Report;
  /**
   * `named` where its mistake, or one that can't be told from it, comes first; `misnamed` where another does;
   * `unnamed` where nothing is said.
   */
  readonly outcome: "named" | "misnamed" | "unnamed";
  /** All names, in their order. */
  readonly names: readonly string[];
}

/** The longest silence of a run, in milliseconds: on a machine of its own a server answers sooner. */
const TIMEOUT_MS = 2000;

const ROOM =
  "how much a socket takes without waiting is only guessed here: what is lost is up to the machine";

/** Servers whose mistake doesn't show on real sockets, and why. */
export const ONLY_IN_MEMORY: Readonly<Record<string, string>> = {
  "udp-echo die-with-error":
    "a UDP socket that isn't connected never learns that a client's port is closed",
  "tcp-echo short-send": ROOM,
  "tcp-echo write-event-missing/paused-for-ever": ROOM,
};

/** Every server of every mistake of some suites: of all unless told otherwise. */
export async function allSubjects(
  suites: readonly string[] = Object.keys(SUITES),
): Promise<readonly Subject[]> {
  const lists = suites.map(async (name): Promise<readonly Subject[]> => {
    const load = SUITES[name]!;
    const suite = await load();
    const mistakes = await suite.mistakes?.() ?? [];
    return mistakes.flatMap((mistake) =>
      [...serversOf(mistake)].map(([name, server]) => ({ suite, load, mistake, name, server }))
    ).filter(({ name }) => !(`${suite.name} ${name}` in ONLY_IN_MEMORY));
  });
  return (await Promise.all(lists)).flat();
}

/** Runs one of them on a socket, grades it at `strict`, and says how its mistake was named. */
export async function judge(subject: Subject, seed: number): Promise<Verdict> {
  const { load, mistake, server } = subject;
  const running = await serveOnSockets(server);
  const target = { suite: await load(), host: running.host, port: running.port };
  const options = { level: "strict", seed, timeoutMs: TIMEOUT_MS } as const;
  const report = await grade([target], options).finally(() => running.close());
  const said = report.diagnoses.filter(({ kind }) => kind === mistake.kind);
  const names = said.map((one) => one.mistake);
  const right = [mistake.id, ...mistake.alike?.ids ?? []];
  const [first] = names;
  const outcome = first === undefined ? "unnamed" : right.includes(first) ? "named" : "misnamed";
  return { subject, report, outcome, names };
}
