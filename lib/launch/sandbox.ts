import { LIMITS, underLimits } from "./limits.ts";
import { succeeds } from "./processes.ts";
import { asUser } from "./second_user.ts";

/** How a program may be isolated: as well as it can be, in a sandbox, or not. */
export type SandboxChoice = "auto" | "bwrap" | "none";

/** The choices, as the command line has them. */
export const SANDBOXES: readonly SandboxChoice[] = ["auto", "bwrap", "none"];

/** How programs are isolated: in a sandbox, as a user of their own, or by limits alone. */
export type Isolation = "bwrap" | "user" | "none";

/** How programs are isolated here. */
export interface Sandbox {
  readonly kind: Isolation;
  /** Whether `env` can give a program the default signal dispositions. */
  readonly canResetSignals: boolean;
}

/** What a program may see. */
export interface View {
  /** Its own folder, in which it may write. */
  readonly folder: string;
  /** The folder of its own for temporary files, where there is no sandbox to bring one. */
  readonly scratch: string;
  /** Other folders in which it may read and write. */
  readonly writable: readonly string[];
  /** Files that it may not read though they lie in its folder. */
  readonly hidden: readonly string[];
  /** Where programs are looked for. */
  readonly path: string;
  /** The user that programs run as; `null` for one's own. */
  readonly user: number | null;
  /** The folder of the control group that its processes are put into; `null` without one. */
  readonly group: string | null;
}

/** Folders of the system, in which compilers, interpreters and libraries lie. */
const SYSTEM = ["/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/libx32", "/opt", "/nix"];
/** What root could read there without any right of root's. */
const SECRETS = ["/etc/shadow", "/etc/gshadow"];
const TEMPORARY = "/tmp";
/** All that root keeps in there: ports below 1,024, and files that another user owns, as in many CI jobs. */
const KEPT_BY_ROOT = ["CAP_NET_BIND_SERVICE", "CAP_DAC_OVERRIDE"];

/** Finds out whether programs can be put into a sandbox here, by doing it; `null` where one was asked for in vain. */
export async function findSandbox(choice: SandboxChoice, view: View): Promise<Sandbox | null> {
  const canResetSignals = await succeeds(["env", "--default-signal", "true"]);
  const none: Sandbox = { kind: "none", canResetSignals };
  if (choice === "none") return none;
  const sandbox: Sandbox = { kind: "bwrap", canResetSignals };
  if (await succeeds(["bwrap", ...bwrapArgs(view), "true"])) return sandbox;
  return choice === "auto" ? none : null;
}

/** The words of the process that becomes the program: under limits, in its sandbox. */
export function wrapped(
  words: readonly string[],
  view: View,
  { kind, canResetSignals }: Sandbox,
): readonly string[] {
  return [
    ...["sh", "-c", underLimits({ isOwnUser: view.user !== null }), view.group ?? "sh"],
    ...(view.user === null ? [] : asUser(view.user)),
    ...(canResetSignals ? ["env", "--default-signal"] : []),
    ...(kind === "bwrap" ? ["bwrap", ...bwrapArgs(view)] : []),
    ...words,
  ];
}

/** All of a program's environment. */
export function environmentOf({ scratch, path }: View, { kind }: Sandbox): Record<string, string> {
  const temporary = kind === "bwrap" ? TEMPORARY : scratch;
  return { PATH: path, HOME: temporary, TMPDIR: temporary, LANG: "C.UTF-8" };
}

/**
 * The network stays the machine's own: loopback is real then, with its resets, its half-closes, and
 * its connections that linger in TIME_WAIT when the program is started again.
 */
function bwrapArgs({ folder, writable, hidden, path }: View): readonly string[] {
  const shown = [...SYSTEM, "/etc", ...toolFolders(path)];
  return [
    ...["--unshare-pid", "--unshare-ipc", "--unshare-uts", "--die-with-parent"],
    ...["--cap-drop", "ALL"],
    ...(Deno.uid() === 0 ? KEPT_BY_ROOT.flatMap((right) => ["--cap-add", right]) : []),
    ...shown.flatMap(showReadOnly),
    ...SECRETS.filter(exists).flatMap((path) => ["--ro-bind", "/dev/null", path]),
    ...["--proc", "/proc", "--dev", "/dev"],
    ...["--size", String(LIMITS.scratchBytes), "--tmpfs", TEMPORARY],
    ...[folder, ...writable].flatMap((path) => ["--bind", path, path]),
    ...hidden.filter(exists).flatMap((path) => ["--ro-bind", "/dev/null", path]),
    ...["--chdir", folder, "--"],
  ];
}

/** Folders outside of the system's in which programs are looked for, each with what belongs to it. */
function toolFolders(path: string): readonly string[] {
  const roots = path.split(":").filter((folder) =>
    folder.startsWith("/") && !SYSTEM.some((root) => isWithin(folder, root))
  ).map(toolRoot);
  return [...new Set(roots)];
}

/** Of `/home/ada/.nvm/versions/node/bin` it is `/home/ada/.nvm`; without a hidden folder, the folder itself. */
function toolRoot(folder: string): string {
  return /^(?:\/[^/.][^/]*)*\/\.[^/]+/.exec(folder)?.[0] ?? folder;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Links at the root are made anew, so that they lead to the same place. */
function showReadOnly(path: string): readonly string[] {
  try {
    if (!Deno.lstatSync(path).isSymlink) return ["--ro-bind", path, path];
    return ["--symlink", Deno.readLinkSync(path), path];
  } catch {
    return []; // there is none
  }
}

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch {
    return false;
  }
}
