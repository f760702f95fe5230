import type { LabSuite } from "../lab/schema.ts";
import { suitesIn } from "../lab/schema.ts";
import { parseAddress } from "./address.ts";
import type { OpenLab } from "./open_lab.ts";
import type { GradeRequest, LaunchOptions, TargetRequest } from "./options.ts";
import { UsageError } from "./usage_error.ts";

/** What the command line asks for, with what the lab file says where the command line says nothing. */
export function requestUnderLab(request: GradeRequest, { lab, file }: OpenLab): GradeRequest {
  const { given } = request;
  if (given.has("level")) {
    throw new UsageError(`The level is the lab's: write it in ${file}, and leave --level out`);
  }
  if (given.has("layout")) {
    throw new UsageError(`The layout is the lab's: write it in ${file}, and leave --layout out`);
  }
  return {
    ...request,
    targets: targetsUnderLab(request, { lab, file }),
    launch: launchesUnderLab(request, { lab }).values().next().value ?? null,
    timeoutMs: given.has("timeout") ? request.timeoutMs : lab["timeout-ms"],
    jobs: given.has("jobs") ? request.jobs : lab.jobs,
    budgetMs: lab["budget-seconds"] * 1000,
  };
}

/**
 * How the server of each suite is started that has no address: by the command line's command, or by the
 * lab's.
 */
export function launchesUnderLab(
  { targets, suites: named, launch, sandbox }: GradeRequest,
  { lab }: Pick<OpenLab, "lab">,
): ReadonlyMap<string, LaunchOptions> {
  const all = suitesIn(lab).filter((name) => named.length === 0 || named.includes(name));
  return new Map(all.flatMap((suite): [string, LaunchOptions][] => {
    const own = lab.suites[suite];
    const command = own?.launch ?? lab.launch;
    const isRunning = targets.length > 0 || (own?.target ?? lab.target) !== undefined;
    if (launch) return [[suite, launch]];
    if (command === undefined || isRunning) return [];
    const [build = null, port = null] = [own?.build ?? lab.build, own?.port ?? lab.port];
    return [[suite, { command, build, port, sandbox }]];
  }));
}

/** The lab's suites, or those that were named, each at its server. */
function targetsUnderLab(
  request: GradeRequest,
  { lab, file }: Pick<OpenLab, "lab" | "file">,
): readonly TargetRequest[] {
  const { targets, suites: named } = request;
  const launches = launchesUnderLab(request, { lab });
  const all = suitesIn(lab);
  const strange = [...named, ...targets.flatMap(({ suite }) => suite ?? [])]
    .find((name) => !all.includes(name as LabSuite));
  if (strange !== undefined) {
    throw new UsageError(`${file} has no suite ${strange}; there are ${all.join(", ")}`);
  }
  const wanted = all.filter((name) => named.length === 0 || named.includes(name));
  return wanted.map((suite) => {
    if (launches.has(suite)) return { suite, host: "127.0.0.1", port: 0 };
    const target = targets.find((one) => one.suite === suite || one.suite === null);
    if (target) return { ...target, suite };
    const own = lab.suites[suite]?.target ?? lab.target;
    if (own !== undefined && targets.length === 0) return { suite, ...parseAddress(own) };
    throw new UsageError(missing(suite, { file }));
  });
}

function missing(suite: LabSuite, { file }: Pick<OpenLab, "file">): string {
  if (suite === "process") {
    return `${file} names no launch command for process; write launch: ./server {port} in it, ` +
      "start the program by --launch 'CMD', or leave the suite out by -s";
  }
  return `${file} names neither a target nor a launch command for ${suite}; give its address, ` +
    `deno task grade --lab ${file} ${suite}=127.0.0.1:7007, start it by --launch 'CMD', ` +
    "or leave the suite out by -s";
}
