import type { Bound, Usage } from "../program.ts";
import { LIMITS } from "./limits.ts";
import {
  descriptorsOf,
  ownBytes,
  processesWith,
  type ProcessRow,
  processTable,
  proportionalBytes,
  readsStandardInput,
  socketTable,
  TICK_MS,
  treeOf,
  writtenBytes,
} from "./proc.ts";
import { sendSignal } from "./processes.ts";

/** How often those that are left are looked for and ended, until none is. */
const ROUNDS = 50;

/** A program and all that it started: in a sandbox whatever lives in it, else whatever bears its mark. */
export class Family {
  readonly #root: number;
  readonly #isSandboxed: boolean;
  readonly #mark: string;
  /** The program's own process in a sandbox, once it was seen. */
  #program: number | null = null;

  /** `mark` stands in the environment of all of them; `root` was started here. */
  constructor(root: number, { isSandboxed, mark }: { isSandboxed: boolean; mark: string }) {
    this.#root = root;
    this.#isSandboxed = isSandboxed;
    this.#mark = mark;
  }

  /** The process of the program itself; `null` until it was started, and when it has ended. */
  get program(): number | null {
    const members = this.#members();
    const own = this.#isSandboxed ? this.#program : this.#root;
    const found = members.find(({ pid }) => pid === own);
    return found && found.state !== "Z" ? found.pid : null;
  }

  /** What they have of the machine. */
  usage(): Usage {
    const rows = this.#members();
    const running = rows.filter(({ state }) => state !== "Z");
    const sum = (of: (row: ProcessRow) => number) => rows.reduce((all, row) => all + of(row), 0);
    return {
      descriptors: sum(({ pid }) => descriptorsOf(pid).count),
      zombies: rows.length - running.length,
      processes: running.length,
      cpuMs: sum(({ ticks }) => ticks) * TICK_MS,
      residentBytes: sum(({ pid }) => ownBytes(pid)),
    };
  }

  /** How many of them have ended and were not waited for. */
  get zombies(): number {
    return this.#members().filter(({ state }) => state === "Z").length;
  }

  /** The sockets that they have bound and that clients can reach. */
  bound(): readonly Bound[] {
    const rows = this.#members();
    if (rows.length > LIMITS.processes) return []; // it is about to be ended
    const inodes = new Set(rows.flatMap(({ pid }) => descriptorsOf(pid).sockets));
    if (inodes.size === 0) return [];
    return socketTable().filter(({ isOpen, inode }) => isOpen && inodes.has(inode))
      .map(({ transport, host, port }) => ({ transport, host, port }));
  }

  /** Whether the program itself waits for input. */
  get readsInput(): boolean {
    const { program } = this;
    return program !== null && readsStandardInput(program);
  }

  /** The limit that they are beyond, in words that follow "it"; `null` where they keep to all. */
  excess(): string | null {
    const rows = this.#members().filter(({ state }) => state !== "Z");
    if (rows.length > LIMITS.processes) return `had more than ${LIMITS.processes} processes`;
    const sum = (of: (pid: number) => number) => rows.reduce((all, { pid }) => all + of(pid), 0);
    if (sum(ownBytes) > LIMITS.residentBytes && sum(proportionalBytes) > LIMITS.residentBytes) {
      return `took more than ${LIMITS.residentBytes / 2 ** 30} GiB of memory`;
    }
    if (sum(writtenBytes) > LIMITS.writtenBytes) {
      return `wrote more than ${LIMITS.writtenBytes / 2 ** 20} MiB to the disk`;
    }
    return null;
  }

  /** Sends a signal to the program itself. */
  signal(name: Deno.Signal): void {
    const { program } = this;
    if (program !== null) sendSignal(program, name);
  }

  /** Ends all of them; `pause` waits a moment until they are gone. */
  async end(pause: () => Promise<void>): Promise<void> {
    for (let round = 0; round < ROUNDS; round++) {
      const left = this.#all().filter(({ state }) => state !== "Z");
      if (left.length === 0) return;
      for (const { pid } of this.#firstFirst(left)) sendSignal(pid, "SIGKILL");
      await pause();
    }
  }

  /** With the first process of a sandbox all others end; they go faster where each is told. */
  #firstFirst(left: readonly ProcessRow[]): readonly ProcessRow[] {
    const isFirst = ({ parent }: ProcessRow) => parent === this.#root;
    return [...left.filter(isFirst), ...left.filter((row) => !isFirst(row))];
  }

  /** Those that belong to the program: not those that make its sandbox. */
  #members(): readonly ProcessRow[] {
    const all = this.#all();
    if (!this.#isSandboxed) return all;
    const first = all.find(({ parent }) => parent === this.#root);
    this.#program ??= all.find(({ parent }) => parent === first?.pid)?.pid ?? null;
    return all.filter(({ pid }) => pid !== this.#root && pid !== first?.pid);
  }

  #all(): readonly ProcessRow[] {
    const table = processTable();
    const tree = treeOf(this.#root, table);
    if (this.#isSandboxed) return tree;
    const known = new Set(tree.map(({ pid }) => pid));
    const strays = processesWith(this.#mark, table.filter(({ pid }) => !known.has(pid)));
    return [...tree, ...strays];
  }
}
