import { resolve } from "node:path";
import { DOCROOT } from "../../mod.ts";
import type { SiteCopy } from "../launch/site_copy.ts";
import { NoSandbox, openWorkshop, type Workshop } from "../launch/workshop.ts";
import type { Launcher } from "../program.ts";
import type { Target } from "../run/grade.ts";
import type { LaunchOptions } from "./options.ts";
import type { Screen } from "./screen.ts";
import { UsageError } from "./usage_error.ts";

/** What starting programs needs of a command. */
export interface LaunchContext {
  readonly screen: Screen;
  readonly signal: AbortSignal;
  /** Tells the user what is to be known. */
  readonly tell: (line: string) => void;
}

/** What a run starts, and what that may see. */
export interface LaunchPlan {
  /** How the server of a suite is started, by the suite's name. */
  readonly programs: ReadonlyMap<string, LaunchOptions>;
  /** The folder that a web server is to serve a copy of; `null` for the one that the grader brings along. */
  readonly docroot: string | null;
  /** Files that no program may read: a lab file. */
  readonly hidden?: readonly string[];
}

/** Opens the place where a run's programs are started; `null` where none is to be. */
export async function openLaunch(
  { programs, docroot, hidden = [] }: LaunchPlan,
  context: LaunchContext,
): Promise<CommandLaunch | null> {
  const [launch] = programs.values();
  if (!launch) return null;
  try {
    const { folder } = context.screen;
    if (Deno.build.os !== "linux") {
      throw new UsageError("--launch needs Linux: start the server by hand, and give its address");
    }
    if (folder === "/") {
      throw new UsageError("--launch is for the folder of a submission: call it there, not in /");
    }
    const { sandbox } = launch;
    const workshop = await openWorkshop({ folder, sandbox, hidden, signal: context.signal });
    const { isolation } = workshop;
    if (isolation !== "bwrap") {
      context.tell(isolation === "user" ? OTHER_USER : UNPROTECTED[sandbox]);
    }
    const servesFiles = [...programs.values()].some(({ command }) => command.includes("{docroot}"));
    const site = servesFiles
      ? await workshop.copySite(docroot === null ? DOCROOT : resolve(folder, docroot))
      : null;
    return new CommandLaunch(workshop, { programs, site });
  } catch (error) {
    if (error instanceof Deno.errors.NotFound && docroot !== null) {
      throw new UsageError(
        `There is no folder "${docroot}": --docroot wants the one that is served`,
      );
    }
    if (!(error instanceof NoSandbox)) throw error;
    throw new UsageError(
      "--sandbox bwrap can't be had here: install bubblewrap, or let the program run without: --sandbox none",
    );
  }
}

/** The programs of one run of the command. */
export class CommandLaunch implements AsyncDisposable {
  readonly #workshop: Workshop;
  readonly #programs: LaunchPlan["programs"];
  /** The copy of the document root that a web server is told to serve; `null` where it isn't told any. */
  readonly site: SiteCopy | null;

  constructor(
    workshop: Workshop,
    { programs, site }: Pick<LaunchPlan, "programs"> & Pick<CommandLaunch, "site">,
  ) {
    this.#workshop = workshop;
    this.#programs = programs;
    this.site = site;
  }

  /** The targets, each with what starts it where that is told. */
  targets(found: readonly Target[]): readonly Target[] {
    return found.map((target) => {
      const program = this.#programs.get(target.suite.name);
      return program ? { ...target, launch: this.#launcher(target, program) } : target;
    });
  }

  #launcher({ suite }: Target, { command, build, port }: LaunchOptions): Launcher {
    return this.#workshop.launcher({
      command,
      build,
      port,
      docroot: this.site?.docroot ?? "",
      transport: suite.launchOnly ? null : suite.transport,
    });
  }

  /** Ends what was started, and removes what was made for it. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#workshop[Symbol.asyncDispose]();
  }
}

const BARE =
  "the program can read and write all that you can, and whatever it starts is looked for and ended afterwards. Processes, memory, processor time, descriptors and files are limited.";

/** The options of a command line that start the program again. */
export function launchWords({ command, build, port, sandbox }: LaunchOptions): readonly string[] {
  return [
    ...(build === null ? [] : ["--build", build]),
    ...(port === null ? [] : ["--port", String(port)]),
    ...(sandbox === "auto" ? [] : ["--sandbox", sandbox]),
    ...["--launch", command],
  ];
}

const OTHER_USER =
  "WARNING: no sandbox: bwrap is not there, or may not make namespaces. The program runs as a user of its own, in a copy of this folder: it can still read what everybody may read, and write to /tmp. Processes, memory, processor time, descriptors and files are limited.";

/** What is not protected, and why. */
const UNPROTECTED: Readonly<Record<LaunchOptions["sandbox"], string>> = {
  auto: `WARNING: no sandbox: bwrap is not there, or may not make namespaces, so ${BARE}`,
  bwrap: "",
  none: `WARNING: no sandbox, as you wished, so ${BARE}`,
};
