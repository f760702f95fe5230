import { assert, assertEquals } from "@std/assert";
import { readSite } from "../../lib/site/read_site.ts";
import { gradeInMemory, idsWith } from "../../lib/testing/in_memory.ts";
import { studentWebServer } from "../../lib/testing/student_web_server.ts";
import { WEB_MISTAKES, type WebMistake } from "../../lib/testing/web_mistakes.ts";
import { DOCROOT } from "../../lib/testing/web_servers.ts";
import { memoryWire } from "../../lib/wire/memory.ts";
import type { Wire } from "../../lib/wire/wire.ts";
import { httpSuite } from "./mod.ts";

const SITE = readSite(DOCROOT);
/** 300 requests one after another are for the one mistake that they show. */
const LONG = "http/files/get-many-sequential";

/** What the same server fails, and what it can't, with a slip. */
async function failuresOf({ name, steps, only }: WebMistake): Promise<readonly string[]> {
  const wire: Wire = memoryWire(studentWebServer(SITE, steps, () => wire.clock.date()));
  const choice = only ? { only } : name === "fd-leak" ? {} : { skip: [LONG] };
  const report = await gradeInMemory(httpSuite(SITE), {}, { wire, ...choice });
  assertEquals(idsWith(report, "error"), []);
  return idsWith(report, "fail").map((id) => id.slice("http/".length));
}

for (const mistake of WEB_MISTAKES) {
  Deno.test(`a web server with the slip "${mistake.name}" fails what shows it`, async () => {
    const failed = await failuresOf(mistake);
    const { mustFail, mayFail = [] } = mistake;
    for (const id of mustFail) assert(failed.includes(id), `${id} should fail: ${failed}`);
    const others = failed.filter((id) =>
      !mustFail.includes(id) && !mayFail.includes(id.split("/")[0] ?? "")
    );
    assertEquals(others, []);
  });
}

Deno.test("every check of http is failed by some slip", () => {
  const shown = new Set(WEB_MISTAKES.flatMap(({ mustFail }) => mustFail));
  const groups = new Set(["authorisation"]); // they have a test of their own
  const idle = httpSuite(SITE).checks.map(({ id }) => id.slice("http/".length)).filter((id) =>
    !shown.has(id) && !groups.has(id.split("/")[0] ?? "")
  );
  assertEquals(idle, []);
});
