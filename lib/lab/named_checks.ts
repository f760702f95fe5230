import { quoted } from "../layout/form.ts";
import { nearest } from "../layout/near.ts";
import { idleGlobs, prefixesOf } from "../run/select.ts";
import type { Path, Problem, Source } from "../yaml/read_yaml.ts";
import { inOrder } from "../yaml/read_yaml.ts";
import type { Lab } from "./schema.ts";

/** An id, the beginning of one, or a glob, and the place where the lab file names it. */
interface Named {
  readonly path: Path;
  readonly glob: string;
}

/** What a lab is held against: the ids of the checks of its suites, under its rules. */
export interface Catalogue {
  readonly ids: readonly string[];
  /** The ids before the lab leaves anything out by name. */
  readonly skipped: readonly string[];
  /** The ids that there would be without its rules. */
  readonly others: readonly string[];
}

/** The ids and globs of a lab file that match no check, with the nearest id. */
export function idleNames(
  lab: Lab,
  { source, ...catalogue }: Catalogue & { readonly source: Source },
): readonly Problem[] {
  const idle = namedChecks(lab).filter(({ path, glob }) => {
    const known = path[0] === "skip" || path[0] === "checks" ? catalogue.skipped : catalogue.ids;
    return idleGlobs([glob], known).length > 0;
  });
  return inOrder(idle.map(({ path, glob }) => source.problem(path, idleWords(glob, catalogue))));
}

function namedChecks(lab: Lab): readonly Named[] {
  const { points, students } = lab;
  const keys = (path: Path, table: Readonly<Record<string, unknown>> = {}) =>
    Object.keys(table).map((glob) => ({ path: [...path, glob], glob }));
  const items = (path: Path, list: readonly string[] = []) =>
    list.map((glob, i) => ({ path: [...path, i], glob }));
  return [
    ...items(["skip"], lab.skip),
    ...items(["checks"], lab.checks),
    ...lab.exchanges.flatMap(({ needs }, i) => items(["exchanges", i, "needs"], needs)),
    ...keys(["points", "total"], points?.total),
    ...keys(["points", "each"], points?.each),
    ...keys(["points", "bonus"], points?.bonus),
    ...keys(["points", "waive"], points?.waive),
    ...(points?.required ?? []).map(({ check }, i) => ({
      path: ["points", "required", i, "check"],
      glob: check,
    })),
    ...keys(["students", "checks"], students?.checks),
  ];
}

function idleWords(glob: string, { ids, others }: Catalogue): string {
  if (idleGlobs([glob], others).length === 0) {
    return `This lab's own rules leave ${quoted(glob)} out; take the line out, too`;
  }
  const near = nearestId(glob, ids);
  const advice = near === null ? "deno task list shows them all" : `did you mean ${quoted(near)}?`;
  return `No check of this lab matches ${quoted(glob)}; ${advice}`;
}

/** The id or the beginning of one that was probably meant; `null` where none is near. */
function nearestId(glob: string, ids: readonly string[]): string | null {
  const last = glob.split("/").at(-1);
  const sameName = ids.find((id) => id.endsWith(`/${last}`));
  return sameName ?? nearest(glob, prefixesOf(ids)) ?? nearestName(glob, ids);
}

/** The same suite and group, and a name that is near. */
function nearestName(glob: string, ids: readonly string[]): string | null {
  const names = new Map(ids.map((id) => [id.split("/").at(-1)!, id]));
  const near = nearest(glob.split("/").at(-1) ?? "", [...names.keys()]);
  return near === null ? null : names.get(near) ?? null;
}
