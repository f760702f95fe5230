import { isMap } from "yaml";
import { countingIds } from "../lab/plan.ts";
import type { OpenLab } from "./open_lab.ts";
import { UsageError } from "./usage_error.ts";

const COMMENT =
  " Written by check-lab --freeze: these checks count, and no later grader adds or removes one.";

/** Writes the ids that count into the lab file, whose comments stay; resolves to what was done. */
export async function freezeLab({ lab, plan, source, file, path }: OpenLab): Promise<string> {
  if (lab.checks) {
    throw new UsageError(`${file} is frozen already; take checks: out of it to freeze it anew`);
  }
  const { document } = source;
  const ids = countingIds(plan);
  if (!isMap(document.contents)) throw new RangeError("A lab that was read is a table");
  const list = document.createNode(ids);
  document.set("checks", list);
  const pair = document.contents.items.at(-1);
  if (pair && typeof pair.key === "object" && pair.key !== null) {
    Object.assign(pair.key, { commentBefore: COMMENT, spaceBefore: true });
  }
  await Deno.writeTextFile(path, document.toString({ lineWidth: 0 }));
  return `${file} is frozen: ${ids.length} checks count from now on, whatever a later grader has`;
}
