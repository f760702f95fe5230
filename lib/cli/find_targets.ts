import type { Suite } from "../check.ts";
import { detectSuite } from "../run/detect.ts";
import type { Target } from "../run/grade.ts";
import { seconds } from "../wire/echo_schema.ts";
import { sockets } from "../wire/sockets.ts";
import { endpointText } from "../wire/wire.ts";
import { nothingListensHint } from "./nothing_listens.ts";
import type { GradeRequest, TargetRequest } from "./options.ts";
import { UsageError } from "./usage_error.ts";

/** What finding the targets of a run needs beside the request. */
export interface FindOptions {
  readonly suites: Readonly<Record<string, () => Promise<Suite>>>;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Tells the user what was found out. */
  readonly tell: (line: string) => void;
}

/**
 * The targets of a run, their suites loaded. A suite that was not given is found out by asking the
 * server; `null` where it can't be reached, which is told. Throws a `UsageError` where it can't be found out.
 */
export async function findTargets(
  request: GradeRequest,
  options: FindOptions,
): Promise<readonly Target[] | null> {
  const targets: Target[] = [];
  for (const target of request.targets) {
    const found = target.suite === null
      ? await findSuite(target, request, options)
      : { suite: await options.suites[target.suite]!(), host: target.host, port: target.port };
    if (found === null) return null;
    if (found.suite.launchOnly && !request.launch) {
      throw new UsageError(
        `${found.suite.name} starts the program itself: write --launch './server {port}' instead of an address`,
      );
    }
    targets.push(found);
  }
  return targets;
}

async function findSuite(
  { host, port }: TargetRequest,
  { timeoutMs }: GradeRequest,
  { suites, seed, signal, tell }: FindOptions,
): Promise<Target | null> {
  const loaded = (await Promise.all(Object.values(suites).map((load) => load())))
    .filter(({ launchOnly }) => !launchOnly);
  const detection = await detectSuite(loaded, { host, port }, {
    wire: sockets,
    seed,
    timeoutMs,
    signal,
  });
  const where = endpointText({ host, port });
  const ask = `If this is an echo server: deno task grade -s tcp-echo ${where} finds out why.`;
  switch (detection.kind) {
    case "found":
      tell(`${where} is ${detection.suite.title}: graded as ${detection.suite.name}`);
      return { suite: detection.suite, host, port, seen: detection.seen };
    case "nothing":
      tell(detection.refused ? await nothingListensHint({ host, port }, "tcp") : detection.message);
      return null;
    case "silent":
      throw new UsageError(
        `Connected to ${where}, but ${detection.sent} got no answer within ${
          seconds(timeoutMs)
        }. ${ask}`,
      );
    case "strange":
      throw new UsageError(
        `Connected to ${where}, but ${detection.answer} came for ${detection.sent}, which fits no suite. ` +
          `Say which one it is: --suite ${Object.keys(suites).join(" | ")}. ${ask}`,
      );
  }
}
