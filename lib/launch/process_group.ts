import { LIMITS } from "./limits.ts";

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
      Deno.writeTextFileSync(`${folder}/pids.max`, String(LIMITS.mostProcesses));
      return folder;
    } catch {
      Deno.removeSync(folder);
    }
  }
  return null;
}

/**
 * Lets so many more processes live in a group as its program has children that have ended and that it
 * hasn't waited for: they do no harm, and the mistake is to be seen and not to be cut short.
 */
export function allowZombies(group: string, zombies: number): void {
  try {
    Deno.writeTextFileSync(`${group}/pids.max`, String(LIMITS.mostProcesses + zombies));
  } catch {
    // the group is gone, and so are its members
  }
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
