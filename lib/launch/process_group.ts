import { LIMITS } from "./limits.ts";

/** Children that have ended and that nobody has waited for count here, too: they are no reason to end a program. */
const MARGIN = 1024;

/**
 * Makes a control group of the system in which only so many processes may live: its folder, or `null`
 * where that isn't allowed, as in most containers.
 */
export function createProcessGroup(name: string): string | null {
  for (const parent of parents()) {
    const folder = `${parent}/${name}`;
    try {
      Deno.mkdirSync(folder);
    } catch {
      continue;
    }
    try {
      Deno.writeTextFileSync(`${folder}/pids.max`, String(LIMITS.processes + MARGIN));
      return folder;
    } catch {
      Deno.removeSync(folder);
    }
  }
  return null;
}

/** Where groups may be made: below our own, in the old hierarchy of controllers and in the new one. */
function parents(): readonly string[] {
  const lines = Deno.readTextFileSync("/proc/self/cgroup").split("\n").map((line) =>
    line.split(":")
  );
  return lines.flatMap(([, controllers = "", path = ""]) => {
    const own = path === "/" ? "" : path;
    if (controllers === "pids") return [`/sys/fs/cgroup/pids${own}`];
    return controllers === "" && path !== "" ? [`/sys/fs/cgroup${own}`] : [];
  });
}
