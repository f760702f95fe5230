import { assert, assertEquals } from "@std/assert";
import type { Report } from "../../lib/report.ts";
import { grade } from "../../lib/run/grade.ts";
import { readSite } from "../../lib/site/read_site.ts";
import { DOCROOT, pathOf, startProgram } from "../../lib/testing/web_servers.ts";
import { httpSuite } from "./mod.ts";

const FOLDER = new URL("../../fixtures/students/http/", import.meta.url).pathname;

/** What must fail on a server as students write them, up to `core`, and what may fail beside it. */
interface Verdicts {
  readonly source: string;
  readonly mustFail: readonly string[];
  readonly mayFail?: readonly string[];
  /** The name that its mistake gets at the level at which it shows, as the cause of what must fail. */
  readonly named?: string;
}

const STUDENTS: readonly Verdicts[] = [
  { source: "right_one_file", mustFail: [] },
  { source: "right_fork", mustFail: [] },
  { source: "right_threads", mustFail: [] },
  {
    source: "one_recv",
    mustFail: [
      "requests/acc-split-segments",
      "requests/acc-byte-by-byte",
    ],
    named: "one-recv-one-message",
  },
  { source: "lf_line_ends", mustFail: ["format/resp-crlf"], named: "lf-line-ends" },
  { source: "length_plus_one", mustFail: ["format/resp-cl-exact"], named: "wrong-content-length" },
  {
    source: "no_traversal_check",
    mustFail: ["security/trav-plain", "security/trav-inside-first"],
    named: "path-traversal",
  },
  { source: "missing_is_200", mustFail: ["content/get-404"], named: "error-status-200" },
  {
    source: "strlen_binary",
    mustFail: ["content/get-binary-exact", "content/get-picture-exact"],
    mayFail: ["content/get-nested-file", "content/get-large-file", "format/resp-cl-exact"],
    named: "strlen-on-received-bytes",
  },
  { source: "always_html", mustFail: [], named: "wrong-content-type" },
  { source: "crash_when_missing", mustFail: ["content/get-404"] },
  { source: "head_with_body", mustFail: [], named: "head-has-body" },
];

/** What the same servers fail up to `standard`, where that is what their names say. */
const AT_STANDARD: Readonly<Record<string, readonly string[]>> = {
  always_html: ["files/get-type-map"],
  head_with_body: ["methods/head-no-body"],
};

for (const { source, mustFail, mayFail = [], named } of STUDENTS) {
  Deno.test({
    name: `${source}.c fails what its name says, and nothing else of core`,
    ignore: pathOf("cc") === null && Deno.env.get("CI") === undefined,
    async fn() {
      const folder = await Deno.makeTempDir();
      const program = `${folder}/${source}`;
      const cc = new Deno.Command("cc", {
        args: ["-O1", "-pthread", "-o", program, `${FOLDER}${source}.c`],
        stderr: "null",
      });
      assert((await cc.output()).success, `${source}.c could not be compiled`);
      const standard = AT_STANDARD[source] ?? [];
      for (const level of standard.length > 0 ? ["core", "standard"] as const : ["core"] as const) {
        await using server = await startProgram((port) => [program, String(port), DOCROOT]);
        const suite = httpSuite(readSite(DOCROOT));
        const target = { suite, host: "127.0.0.1", port: server.port };
        const report = await grade([target], { level, seed: 5 });
        const failed = report.checks.filter(({ status }) => status === "fail").map(({ id }) =>
          id.slice("http/".length)
        );
        const due = level === "core" ? mustFail : standard;
        for (const id of due) assert(failed.includes(id), `${id} should fail: ${failed}`);
        assertNamed(report, { due, named });
        if (level !== "core") continue;
        const others = failed.filter((id) => !mustFail.includes(id) && !mayFail.includes(id));
        assertEquals(others, [], report.checks.map(({ message }) => message).join("\n"));
      }
      await Deno.remove(folder, { recursive: true });
    },
  });
}

/** Asserts that what must fail is explained by the mistake in the program's name, and by no other. */
function assertNamed(
  { diagnoses }: Report,
  { due, named }: { readonly due: readonly string[]; readonly named: string | undefined },
): void {
  if (named === undefined) return;
  const causes = diagnoses.filter(({ explains }) =>
    due.some((id) => explains.includes(`http/${id}`))
  );
  assertEquals(due.length > 0 ? causes.map(({ mistake }) => mistake) : [named], [named]);
}
