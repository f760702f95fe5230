import { assert, assertEquals } from "@std/assert";
import { serversOf } from "../../lib/mistake.ts";
import type { Report } from "../../lib/report.ts";
import type { Body } from "../../lib/serve/server.ts";
import { webServer } from "../../lib/serve/web/web_server.ts";
import { readSite } from "../../lib/site/read_site.ts";
import { DOCROOT } from "../../lib/testing/web_servers.ts";
import { assertOnDisk, assertRow, BODIES, bodiesOf, gradeInMemory, isTried } from "../testing.ts";
import { ANSWER_ROWS } from "./mistake_rows/answers.ts";
import { REQUEST_ROWS } from "./mistake_rows/requests.ts";
import type { WebRows } from "./mistake_rows/row.ts";
import { httpMistakes } from "./mistakes/mod.ts";
import { httpSuite } from "./mod.ts";

const SITE = readSite(DOCROOT);
const MISTAKES = httpMistakes(SITE);
const ROWS: WebRows = { ...ANSWER_ROWS, ...REQUEST_ROWS };
const USUAL: Body = { serving: "concurrent", bufferBytes: 1024 };
/** 300 requests one after another are for the few mistakes that they show. */
const LONG = "http/files/get-many-sequential";

for (const mistake of MISTAKES) {
  for (const [name, server] of serversOf(mistake)) {
    if (!isTried(name)) continue;
    const row = ROWS[name];
    const names = [mistake.id, ...mistake.alike?.ids ?? []];
    const skip = row?.must.includes("files/get-many-sequential") ? [] : [LONG];
    Deno.test(`http finds ${name}, and names it whatever its body`, async () => {
      if (!row) throw new Error(`${name} has no row`);
      for (const body of bodiesOf(name, 1)) {
        const report = await gradeInMemory(httpSuite(SITE), server, { body, skip });
        const limits = body.serving === "iterative" ? ["concurrency/*"] : [];
        assertRow(report.checks, { ...row, may: [...row.may ?? [], ...limits] });
        const first = mistakesIn(report)[0] ?? "nothing";
        const where = `${body.serving}, ${body.bufferBytes}: ${mistakesIn(report).join(", ")}`;
        if (row.unnamed) assertEquals(first, "nothing", where);
        else assert(names.includes(first), where);
      }
    });
  }
}

Deno.test("http has a row for each server of each mistake", () => {
  const names = MISTAKES.flatMap((mistake) => [...serversOf(mistake).keys()]);
  assertEquals(Object.keys(ROWS).sort(), names.sort());
});

Deno.test("the mistakes of http are the files of their folder", async () => {
  await assertOnDisk(MISTAKES, new URL("./mistakes/", import.meta.url));
});

Deno.test("http names no mistake in a right server", async () => {
  for (const body of BODIES) {
    const report = await gradeInMemory(httpSuite(SITE), webServer(SITE), { body });
    assertEquals(mistakesIn(report), []);
    const failed = report.checks.filter(({ status, group }) =>
      status === "fail" && (group !== "concurrency" || body.serving === USUAL.serving)
    );
    assertEquals(failed.map(({ id }) => id), []);
  }
});

/** The mistakes that a report names; limits are none. */
function mistakesIn({ diagnoses }: Report): readonly string[] {
  return diagnoses.filter(({ kind }) => kind === "mistake").map(({ mistake }) => mistake);
}
