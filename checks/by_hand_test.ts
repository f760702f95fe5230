import { assert, assertEquals } from "@std/assert";
import type { Check } from "../lib/check.ts";
import { SUITES } from "../mod.ts";
import { type RunningServer, serveStreams } from "../reference/stream.ts";
import { serveTcpEcho } from "../reference/tcp_echo.ts";
import { serveDatagrams } from "../reference/datagram.ts";
import { serveByteOrder } from "../reference/byte_order.ts";
import { serveTcpTime } from "../reference/tcp_time.ts";
import { serveUdpTime } from "../reference/udp_time.ts";
import { serveUdpEcho } from "../reference/udp_echo.ts";

/** How many lines run at once: each of them waits a second for what else might come. */
const AT_ONCE = 12;

interface Row {
  readonly suite: string;
  readonly right: () => RunningServer | Promise<RunningServer>;
  readonly wrong: () => RunningServer | Promise<RunningServer>;
}

const closing = () => serveStreams(() => Promise.resolve());
const mute = () => serveDatagrams(() => null);

const ROWS: readonly Row[] = [
  { suite: "tcp-echo", right: serveTcpEcho, wrong: closing },
  { suite: "udp-echo", right: serveUdpEcho, wrong: mute },
  { suite: "tcp-time", right: serveTcpTime, wrong: closing },
  { suite: "udp-time", right: serveUdpTime, wrong: mute },
  { suite: "byte-order", right: serveByteOrder, wrong: closing },
];

const HAS_NC = await works("command -v nc && nc -h 2>&1 | grep -q OpenBSD");
if (!HAS_NC && Deno.env.get("CI") === "true") {
  throw new Error("Expected nc: install netcat-openbsd");
}

for (const { suite, right, wrong } of ROWS) {
  Deno.test({
    name: `every line to try by hand for ${suite} shows what it promises${
      HAS_NC ? "" : " (ignored: install netcat-openbsd)"
    }`,
    ignore: !HAS_NC,
    async fn() {
      const checks = (await SUITES[suite]!()).checks.filter(({ byHand }) => byHand !== undefined);
      assert(checks.length > 0);
      const [good, bad] = [await right(), await wrong()];
      await inGroups(checks, async (check) => {
        assertEquals(
          await outputOf(check, good.port),
          plain(check.byHand!.right),
          check.byHand!.run,
        );
        if (check.byHand!.right === "") return;
        assert(await outputOf(check, bad.port) !== plain(check.byHand!.right), check.byHand!.run);
      });
      await Promise.all([good.close(), bad.close()]);
    },
  });
}

async function inGroups(
  checks: readonly Check[],
  run: (check: Check) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < checks.length; at += AT_ONCE) {
    await Promise.all(checks.slice(at, at + AT_ONCE).map(run));
  }
}

/** What a check's line prints, in a folder of its own. */
async function outputOf({ byHand }: Check, port: number): Promise<string> {
  const line = byHand!.run.replaceAll("{host}", "127.0.0.1").replaceAll("{port}", String(port));
  const cwd = await Deno.makeTempDir();
  const { stdout } = await new Deno.Command("sh", { args: ["-c", line], cwd, stderr: "null" })
    .output();
  await Deno.remove(cwd, { recursive: true });
  return plain(new TextDecoder().decode(stdout));
}

/** Text without the spaces that od and wc put around. */
function plain(text: string): string {
  return text.split("\n").map((line) => line.trim()).filter((line) => line !== "").join("\n");
}

async function works(line: string): Promise<boolean> {
  const { success } = await new Deno.Command("sh", {
    args: ["-c", line],
    stdout: "null",
    stderr: "null",
  })
    .output().catch(() => ({ success: false }));
  return success;
}
