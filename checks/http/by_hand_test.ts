import { assert, assertEquals } from "@std/assert";
import type { ByHand, Check } from "../../lib/check.ts";
import { readSite } from "../../lib/site/read_site.ts";
import { DOCROOT, pathOf } from "../../lib/testing/web_servers.ts";
import { serveHttp } from "../../reference/http.ts";
import { serveStreams } from "../../reference/stream.ts";
import { httpSuite } from "./mod.ts";

/** How many lines run at once. */
const AT_ONCE = 12;
const HAS_TOOLS = ["nc", "curl", "cmp", "od"].every((program) => pathOf(program) !== null);

Deno.test({
  name: "every line to try by hand for http shows what it promises",
  ignore: !HAS_TOOLS && Deno.env.get("CI") === undefined,
  async fn() {
    const { checks } = httpSuite(readSite(DOCROOT));
    const good = serveHttp({ docroot: DOCROOT });
    const bad = serveStreams(() => Promise.resolve());
    const shown = checks.filter(({ byHand }) => byHand !== undefined);
    assert(shown.length > 80);
    for (let at = 0; at < shown.length; at += AT_ONCE) {
      await Promise.all(
        shown.slice(at, at + AT_ONCE).map(async ({ id, byHand }) => {
          const hand = byHand as ByHand;
          const right = await outputOf(hand, good.port);
          assert(promises(hand, right), `${id}: ${hand.run} gave "${right}", not "${hand.right}"`);
          if (mayShowNothing(id, hand)) return;
          const wrong = await outputOf(hand, bad.port);
          assert(
            !promises(hand, wrong),
            `${id}: ${hand.run} gave "${wrong}" on a wrong server, too`,
          );
        }),
      );
    }
    await Promise.all([good.close(), bad.close()]);
    assertEquals(new Set(shown.map(({ id }: Check) => id)).size, shown.length);
  },
});

/** Whether what was printed is what is promised: the same, or one of the status codes that are named. */
function promises({ right }: ByHand, output: string): boolean {
  if (output === right) return true;
  if (output === "") return right.includes("the end of the connection");
  const words = right.split(/, or | or |, |[()]| to /);
  if (words.includes(output)) return true;
  const code = Number(output);
  if (!/^\d{3}$/.test(output)) return false;
  return words.includes(`${output[0]}xx`) || (right.includes("400 to 599") && code >= 400);
}

/** A server that closes at once shows nothing wrong where nothing is what should come. */
function mayShowNothing(id: string, { right }: ByHand): boolean {
  return right === "0" || right.includes("the end of the connection") || right === "2, or 0" ||
    id.endsWith("/head-supported");
}

async function outputOf({ run }: ByHand, port: number): Promise<string> {
  const line = run.replaceAll("{host}", "127.0.0.1").replaceAll("{port}", String(port));
  const { stdout } = await new Deno.Command("sh", { args: ["-c", line], stderr: "null" }).output();
  return new TextDecoder("latin1").decode(stdout).split("\n").map((text) => text.trim())
    .filter((text) => text !== "").join("\n");
}
