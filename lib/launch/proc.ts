import type { Bound } from "../program.ts";
import { parseSockets, SOCKET_TABLES, type SocketRow } from "../run/listeners.ts";

/** One process as `/proc/PID/stat` has it. */
export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  /** `R`, `S`, `Z` for one that has ended and isn't waited for, … */
  readonly state: string;
  /** Time on the processor, in clock ticks, its waited-for children's included. */
  readonly ticks: number;
  /** Resident pages. */
  readonly pages: number;
}

/** Clock ticks are hundredths of a second, and pages 4 KiB, on every Linux that this runs on. */
export const TICK_MS = 10;
const PAGE_BYTES = 4096;

/** Every process of this machine; the reading is bound to be a little old. */
export function processTable(): readonly ProcessRow[] {
  return pids().flatMap((pid) => {
    const row = parseStat(textOf(`/proc/${pid}/stat`));
    return row ? [row] : [];
  });
}

/** Reads a line of `/proc/PID/stat`; the name in it may hold anything, blanks and brackets too. */
export function parseStat(line: string): ProcessRow | null {
  const end = line.lastIndexOf(")");
  if (end < 0) return null;
  const fields = line.slice(end + 2).split(" ");
  const number = (index: number) => Number(fields[index] ?? 0);
  return {
    pid: parseInt(line, 10),
    parent: number(1),
    state: fields[0] ?? "?",
    ticks: number(11) + number(12) + number(13) + number(14),
    pages: number(21),
  };
}

/** A process and all that it has started, children of children included, as far as they hang together. */
export function treeOf(root: number, table: readonly ProcessRow[]): readonly ProcessRow[] {
  const tree = table.filter(({ pid }) => pid === root);
  for (let i = 0; i < tree.length; i++) {
    const { pid } = tree[i]!;
    tree.push(...table.filter(({ parent }) => parent === pid));
  }
  return tree;
}

/** The processes in whose environment a text stands. */
export function processesWith(mark: string, table: readonly ProcessRow[]): readonly ProcessRow[] {
  return table.filter(({ pid }) => `\0${textOf(`/proc/${pid}/environ`)}\0`.includes(`\0${mark}\0`));
}

/** The inodes of a process's sockets, and how many descriptors it has open in all. */
export function descriptorsOf(pid: number): { readonly count: number; readonly sockets: number[] } {
  const sockets: number[] = [];
  let count = 0;
  try {
    for (const { name } of Deno.readDirSync(`/proc/${pid}/fd`)) {
      count++;
      const inode = /^socket:\[(\d+)\]$/.exec(linkOf(`/proc/${pid}/fd/${name}`))?.[1];
      if (inode) sockets.push(Number(inode));
    }
  } catch {
    // it has ended in the meantime, or it isn't ours to look at
  }
  return { count, sockets };
}

/** All sockets of this machine, or those for TCP or UDP alone. */
export function socketTable(only?: Bound["transport"]): readonly SocketRow[] {
  return SOCKET_TABLES.filter(({ transport }) => only === undefined || transport === only)
    .flatMap(({ name, transport }) => parseSockets(textOf(`/proc/net/${name}`), transport));
}

/** Resident memory that a process shares with no other, in bytes: pages that several have are shared out. */
export function proportionalBytes(pid: number): number {
  const line = /^Pss:\s+(\d+) kB/m.exec(textOf(`/proc/${pid}/smaps_rollup`));
  return Number(line?.[1] ?? 0) * 1024;
}

/** Resident memory of a process that isn't a file's, in bytes. */
export function ownBytes(pid: number): number {
  const [, resident = "0", shared = "0"] = textOf(`/proc/${pid}/statm`).split(" ");
  return Math.max(0, Number(resident) - Number(shared)) * PAGE_BYTES;
}

/** How many bytes a process has had written to disks. */
export function writtenBytes(pid: number): number {
  return Number(/^write_bytes: (\d+)$/m.exec(textOf(`/proc/${pid}/io`))?.[1] ?? 0);
}

/** The number of the system call that reads, by processor. */
const READ_CALL: Readonly<Record<string, string>> = { x86_64: "0", aarch64: "63" };

/** Whether a process waits in `read()` from its standard input. */
export function readsStandardInput(pid: number): boolean {
  return textOf(`/proc/${pid}/syscall`).startsWith(`${READ_CALL[Deno.build.arch]} 0x0 `);
}

/** How many threads this machine runs in all. */
export function threadCount(): number {
  return Number(/\/(\d+) /.exec(textOf("/proc/loadavg"))?.[1] ?? 0);
}

function pids(): readonly number[] {
  return [...Deno.readDirSync("/proc")].filter(({ name }) => /^\d+$/.test(name))
    .map(({ name }) => Number(name));
}

/** The text of a file; empty where it can't be read, or its process has ended. */
function textOf(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch {
    return "";
  }
}

function linkOf(path: string): string {
  try {
    return Deno.readLinkSync(path);
  } catch {
    return "";
  }
}
