import { type Report, reportSchema } from "../report.ts";
import { type Ran, runCommand } from "./process.ts";

/** A lab file in a folder of its own, removed when it is disposed of. */
export interface LabFile extends AsyncDisposable {
  readonly folder: string;
  readonly path: string;
}

/** Writes a lab file, and what lies beside it. */
export async function labFile(
  text: string,
  beside: Readonly<Record<string, string>> = {},
): Promise<LabFile> {
  const folder = await Deno.makeTempDir({ prefix: "lab-" });
  const path = `${folder}/lab.yaml`;
  await Deno.writeTextFile(path, text);
  for (const [name, content] of Object.entries(beside)) {
    await Deno.mkdir(`${folder}/${name}`.replace(/\/[^/]*$/, ""), { recursive: true });
    await Deno.writeTextFile(`${folder}/${name}`, content);
  }
  return {
    folder,
    path,
    [Symbol.asyncDispose]: () => Deno.remove(folder, { recursive: true }),
  };
}

/** What `deno task grade --report json` made of a server. */
export interface Graded extends Ran {
  readonly report: Report;
}

/** Grades through the real command line. */
export async function gradeByCommand(...args: readonly string[]): Promise<Graded> {
  const ran = await runCommand("grade", "--report", "json", ...args);
  if (ran.out === "") throw new Error(`Expected a report, got: ${ran.err}`);
  return { ...ran, report: reportSchema.parse(JSON.parse(ran.out)) };
}
