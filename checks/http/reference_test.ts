import { assert, assertEquals } from "@std/assert";
import { readSite } from "../../lib/site/read_site.ts";
import { grade } from "../../lib/run/grade.ts";
import { serveHttp } from "../../reference/http.ts";
import { httpSuite } from "./mod.ts";

const DOCROOT = new URL("../../fixtures/www", import.meta.url).pathname;

for (const hostname of ["127.0.0.1", "::1"]) {
  Deno.test(`the reference server passes every check of http over ${hostname}`, async () => {
    const server = serveHttp({ docroot: DOCROOT, hostname });
    const suite = httpSuite(readSite(DOCROOT));
    const target = { suite, host: hostname, port: server.port };
    const report = await grade([target], { level: "strict", seed: 11 });
    await server.close();
    const wrong = report.checks.filter(({ status, reason }) =>
      status !== "pass" && reason !== "not-applicable"
    );
    assertEquals(wrong.map(({ id, message }) => `${id}: ${message}`), []);
    assertEquals([report.verdict, report.complete], ["pass", true]);
    assertEquals(report.targets[0]?.serving, "concurrent");
    assert(report.durationMs < 10_000, `${report.durationMs} ms`);
  });
}
