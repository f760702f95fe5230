import { parseArgs } from "@std/cli/parse-args";
import { allSubjects, judge, type Subject, type Verdict } from "./over_sockets.ts";
import { tableOf } from "./table.ts";

const HELP = `usage: deno task diagnose-all [--suite NAME] [--only WORD] [--jobs N] [--seed N]

Runs every mistake of the catalogue as a real server on a socket, grades it at strict, and prints the
table mistake by check: F failed, . passed, w advice, a space where it did not run. Behind a line stands
what was said where the mistake was not named first. It takes minutes.
`;

/** So many servers are graded at a time: they mostly wait. */
const JOBS = 3;
/** So many of a hundred must be named. */
const GOAL_PERCENT = 97;

/** Grades all of them; resolves to 1 where a server got another's name, or too few got theirs. */
async function main(args: readonly string[]): Promise<number> {
  const options = parseArgs([...args], {
    string: ["suite", "only", "jobs", "seed"],
    boolean: ["help"],
  });
  if (options.help) {
    console.log(HELP);
    return 0;
  }
  const all = await allSubjects(options.suite ? [options.suite] : undefined);
  const subjects = all.filter(({ name }) => name.includes(options.only ?? ""));
  const verdicts = await judgeAll(subjects, {
    jobs: Number(options.jobs ?? JOBS),
    seed: Number(options.seed ?? 1),
  });
  for (const [suite, some] of Map.groupBy(verdicts, ({ subject }) => subject.suite)) {
    console.log(`${suite.name}\n${tableOf(suite.checks, some).join("\n")}`);
  }
  const count = (outcome: Verdict["outcome"]) =>
    verdicts.filter((verdict) => verdict.outcome === outcome).length;
  console.log(
    `${verdicts.length} servers: ${count("named")} named, ${count("unnamed")} unnamed, ${
      count("misnamed")
    } misnamed`,
  );
  return count("misnamed") === 0 && count("named") * 100 >= GOAL_PERCENT * verdicts.length ? 0 : 1;
}

async function judgeAll(
  subjects: readonly Subject[],
  { jobs, seed }: { readonly jobs: number; readonly seed: number },
): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = [];
  let next = 0;
  const worker = async () => {
    while (next < subjects.length) {
      const at = next++;
      verdicts[at] = await judge(subjects[at]!, seed);
      const { outcome, subject, report } = verdicts[at];
      const seconds = (report.durationMs / 1000).toFixed(1);
      console.error(`${subject.suite.name} ${subject.name}: ${outcome}, ${seconds} s`);
    }
  };
  await Promise.all(Array.from({ length: jobs }, worker));
  return verdicts;
}

if (import.meta.main) Deno.exit(await main(Deno.args));
