import { assertEquals } from "@std/assert";
import { findListeners } from "../../lib/run/listeners.ts";
import { freePort } from "../../lib/wire/free_port.ts";
import { idsWith } from "../../lib/testing/in_memory.ts";
import { grade } from "../../mod.ts";

/** A daemon of Debian's with a time service built in, and what it gets wrong. */
interface Row {
  readonly title: string;
  readonly package: string;
  /** Where its program may be. */
  readonly programs: readonly string[];
  readonly host: string;
  readonly port: () => number;
  readonly args: (folder: string) => readonly string[];
  readonly configuration: (port: number) => string;
  readonly fails: readonly string[];
}

const ROWS: readonly Row[] = [
  {
    title: "xinetd's time is right",
    package: "xinetd",
    programs: ["/usr/sbin/xinetd"],
    host: "127.0.0.1",
    port: freePort,
    args: (folder) => ["-dontfork", "-f", `${folder}/conf`, "-pidfile", `${folder}/pid`],
    configuration: (port) =>
      ["defaults\n{\n  cps = 10000 1\n  instances = UNLIMITED\n  per_source = UNLIMITED\n}"]
        .concat(xinetdService(port, "stream", "tcp"), xinetdService(port, "dgram", "udp"))
        .join("\n"),
    fails: [],
  },
  {
    title: "inetutils-inetd's time is a long of 8 bytes",
    package: "inetutils-inetd",
    programs: ["/usr/sbin/inetutils-inetd", "/usr/local/sbin/inetutils-inetd"],
    host: "127.0.0.37", // it finds a built-in service by its name, and the name gives port 37
    port: () => 37,
    args: (folder) => ["-d", "-R", "1000000", `-p${folder}/pid`, `${folder}/conf`],
    configuration: () =>
      "127.0.0.37:time stream tcp nowait root internal\n" +
      "127.0.0.37:time dgram udp wait root internal\n",
    fails: ["value/four-bytes"],
  },
];

for (const row of ROWS) {
  const program = await firstPresent(row.programs);
  const canRun = program !== null && Deno.uid() === 0;
  Deno.test({
    name: `${row.title}${canRun ? "" : ` (needs ${row.package}, and root)`}`,
    ignore: !canRun && Deno.env.get("CI") === undefined,
    async fn() {
      const folder = await Deno.makeTempDir();
      const port = row.port();
      await Deno.writeTextFile(`${folder}/conf`, row.configuration(port));
      const daemon = new Deno.Command(program ?? row.package, {
        args: [...row.args(folder)],
        stdin: "null",
        stdout: "null",
        stderr: "null",
      }).spawn();
      await bound(port, row.host);
      for (const suite of ["tcp-time", "udp-time"]) {
        const report = await grade([{ suite, host: row.host, port }], { level: "strict", seed: 2 });
        const failed = idsWith(report, "fail").map((id) => id.replace(`${suite}/`, ""));
        assertEquals([suite, ...failed], [suite, ...row.fails]);
      }
      daemon.kill("SIGTERM");
      await daemon.status;
      await Deno.remove(folder, { recursive: true });
    },
  });
}

function xinetdService(port: number, type: string, protocol: string): string {
  return `service time
{
  type = INTERNAL UNLISTED
  id = time-${type}
  socket_type = ${type}
  protocol = ${protocol}
  port = ${port}
  user = root
  wait = ${type === "dgram" ? "yes" : "no"}
  bind = 127.0.0.1
  disable = no
}
`;
}

async function firstPresent(paths: readonly string[]): Promise<string | null> {
  for (const path of paths) {
    if (await Deno.stat(path).then(() => true, () => false)) return path;
  }
  return null;
}

/** Waits until both sockets are bound. */
async function bound(port: number, host: string): Promise<void> {
  for (let tried = 0; tried < 300; tried++) {
    const found = (await findListeners()).filter((one) => one.port === port && one.host === host);
    if (new Set(found.map(({ transport }) => transport)).size === 2) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Expected TCP and UDP sockets on ${host} port ${port}`);
}
