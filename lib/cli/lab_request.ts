import type { LabSuite } from "../lab/schema.ts";
import { suitesIn } from "../lab/schema.ts";
import { parseAddress } from "./address.ts";
import type { OpenLab } from "./open_lab.ts";
import type { GradeRequest, TargetRequest } from "./options.ts";
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
    timeoutMs: given.has("timeout") ? request.timeoutMs : lab["timeout-ms"],
    jobs: given.has("jobs") ? request.jobs : lab.jobs,
    budgetMs: lab["budget-seconds"] * 1000,
  };
}

/** The lab's suites, or those that were named, each at its server. */
function targetsUnderLab(
  { targets, suites: named }: GradeRequest,
  { lab, file }: Pick<OpenLab, "lab" | "file">,
): readonly TargetRequest[] {
  const all = suitesIn(lab);
  const strange = [...named, ...targets.flatMap(({ suite }) => suite ?? [])]
    .find((name) => !all.includes(name as LabSuite));
  if (strange !== undefined) {
    throw new UsageError(`${file} has no suite ${strange}; there are ${all.join(", ")}`);
  }
  const wanted = all.filter((name) => named.length === 0 || named.includes(name));
  return wanted.map((suite) => {
    const target = targets.find((one) => one.suite === suite || one.suite === null);
    if (target) return { ...target, suite };
    const own = lab.suites[suite]?.target ?? lab.target;
    if (own !== undefined && targets.length === 0) return { suite, ...parseAddress(own) };
    throw new UsageError(missing(suite, { lab, file }));
  });
}

function missing(suite: LabSuite, { lab, file }: Pick<OpenLab, "lab" | "file">): string {
  const launch = lab.suites[suite]?.launch ?? lab.launch;
  const started = launch === undefined
    ? `${file} names no target for ${suite}`
    : `Nothing starts ${JSON.stringify(launch)} here yet: start the server yourself`;
  return `${started}; give its address, deno task grade --lab ${file} ${suite}=127.0.0.1:7007, ` +
    "or leave the suite out by -s";
}
