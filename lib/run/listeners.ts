/** A TCP or UDP socket of this machine that something is bound to. */
export interface Listener {
  readonly transport: "tcp" | "udp";
  /** The address; `0.0.0.0` and `::` are all addresses. */
  readonly host: string;
  readonly port: number;
}

const FILES = [
  { name: "tcp", transport: "tcp" },
  { name: "tcp6", transport: "tcp" },
  { name: "udp", transport: "udp" },
  { name: "udp6", transport: "udp" },
] as const;

/** What listens on this machine; nothing where the system has no `/proc` to read it from. */
export async function findListeners(): Promise<readonly Listener[]> {
  if (Deno.build.os !== "linux") return [];
  const found: Listener[] = [];
  for (const { name, transport } of FILES) {
    found.push(...parseListeners(await readProc(`/proc/net/${name}`), transport));
  }
  return found;
}

/** Reads the table of `/proc/net/tcp` or one of its kin: TCP sockets that listen, and all UDP sockets. */
export function parseListeners(
  table: string,
  transport: Listener["transport"],
): readonly Listener[] {
  return table.split("\n").slice(1).flatMap((line) => {
    const [, local = "", , state] = line.trim().split(/\s+/);
    const [address = "", port = ""] = local.split(":");
    if (address === "" || (transport === "tcp" && state !== "0A")) return [];
    return [{ transport, host: hostOf(address), port: parseInt(port, 16) }];
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
