import { assert, assertEquals } from "@std/assert";
import picomatch from "picomatch";
import { webServer } from "../../lib/serve/web/web_server.ts";
import { readSite } from "../../lib/site/read_site.ts";
import { idsWith } from "../../lib/testing/in_memory.ts";
import { WEB_SLIPS, type WebSlip } from "../../lib/testing/web_slips.ts";
import { DOCROOT } from "../../lib/testing/web_servers.ts";
import { gradeInMemory } from "../testing.ts";
import { ANSWER_ROWS } from "./mistake_rows/answers.ts";
import { REQUEST_ROWS } from "./mistake_rows/requests.ts";
import { httpSuite } from "./mod.ts";

const SITE = readSite(DOCROOT);
/** 300 requests one after another are for the one slip that they show. */
const LONG = "http/files/get-many-sequential";

/** What the same server fails, and what it can't, with a slip. */
async function failuresOf({ name, steps, only }: WebSlip): Promise<readonly string[]> {
  const choice = only ? { only } : name === "fd-leak" ? {} : { skip: [LONG] };
  const report = await gradeInMemory(httpSuite(SITE), webServer(SITE, steps), choice);
  assertEquals(idsWith(report, "error"), []);
  return idsWith(report, "fail").map((id) => id.slice("http/".length));
}

for (const slip of WEB_SLIPS) {
  Deno.test(`a web server with the slip "${slip.name}" fails what shows it`, async () => {
    const failed = await failuresOf(slip);
    const { mustFail, mayFail = [] } = slip;
    for (const id of mustFail) assert(failed.includes(id), `${id} should fail: ${failed}`);
    const others = failed.filter((id) =>
      !mustFail.includes(id) && !mayFail.includes(id.split("/")[0] ?? "")
    );
    assertEquals(others, []);
  });
}

Deno.test("every check of http is failed by some slip", () => {
  const rows = Object.values({ ...ANSWER_ROWS, ...REQUEST_ROWS }).flatMap(({ must }) => must);
  const isShown = picomatch([...WEB_SLIPS.flatMap(({ mustFail }) => mustFail), ...rows]);
  const groups = new Set(["authorisation"]); // they have a test of their own
  const idle = httpSuite(SITE).checks.map(({ id }) => id.slice("http/".length)).filter((id) =>
    !isShown(id) && !groups.has(id.split("/")[0] ?? "")
  );
  assertEquals(idle, []);
});
