import type { Bound } from "../program.ts";

/** The tables of the system's sockets, and what they hold. */
export const SOCKET_TABLES = [
  { name: "tcp", transport: "tcp" },
  { name: "tcp6", transport: "tcp" },
  { name: "udp", transport: "udp" },
  { name: "udp6", transport: "udp" },
] as const;

/** What listens on this machine; nothing where the system has no `/proc` to read it from. */
export async function findListeners(): Promise<readonly Bound[]> {
  if (Deno.build.os !== "linux") return [];
  const found: Bound[] = [];
  for (const { name, transport } of SOCKET_TABLES) {
    found.push(...parseListeners(await readProc(`/proc/net/${name}`), transport));
  }
  return found;
}

/** Reads the table of `/proc/net/tcp` or one of its kin: TCP sockets that listen, and all UDP sockets. */
export function parseListeners(
  table: string,
  transport: Bound["transport"],
): readonly Bound[] {
  return parseSockets(table, transport).filter(({ isOpen }) => isOpen)
    .map(({ transport, host, port }) => ({ transport, host, port }));
}

/** A row of the system's table of sockets. */
export interface SocketRow extends Bound {
  /** The number by which a process's descriptors name it; 0 where no process has it any more. */
  readonly inode: number;
  /** Whether clients can reach it: a TCP socket that listens, or any UDP socket. */
  readonly isOpen: boolean;
}

/** The same with all sockets, those of connections and those that linger, too. */
export function parseSockets(
  table: string,
  transport: Bound["transport"],
): readonly SocketRow[] {
  return table.split("\n").slice(1).flatMap((line) => {
    const [, local = "", , state, , , , , , inode = ""] = line.trim().split(/\s+/);
    const [address = "", port = ""] = local.split(":");
    if (address === "") return [];
    const isOpen = transport === "udp" || state === "0A";
    return [{ transport, host: hostOf(address), port: parseInt(port, 16), inode: +inode, isOpen }];
  });
}

/** Deno keeps `/proc` from programs that don't have all rights: `cat` may read it. */
async function readProc(path: string): Promise<string> {
  try {
    const { stdout } = await new Deno.Command("cat", { args: [path], stderr: "null" }).output();
    return new TextDecoder().decode(stdout);
  } catch {
    return "";
  }
}

/** Addresses stand there as words of four bytes, each in this machine's (little-endian) order. */
function hostOf(hex: string): string {
  const bytes = (hex.match(/.{8}/g) ?? []).flatMap((word) =>
    (word.match(/../g) ?? []).reverse().map((pair) => parseInt(pair, 16))
  );
  if (bytes.length === 4) return bytes.join(".");
  if (bytes.every((byte) => byte === 0)) return "::";
  if (bytes.slice(0, 15).every((byte) => byte === 0) && bytes[15] === 1) return "::1";
  const groups = Array.from(
    { length: 8 },
    (_, i) => ((bytes[2 * i]! << 8) | bytes[2 * i + 1]!).toString(16),
  );
  return groups.join(":");
}
