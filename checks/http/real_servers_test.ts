import { assertEquals } from "@std/assert";
import { grade } from "../../lib/run/grade.ts";
import { readSite } from "../../lib/site/read_site.ts";
import { DOCROOT, pathOf, startWebServer, WEB_SERVERS } from "../../lib/testing/web_servers.ts";
import { ANSWER_ROWS } from "./mistake_rows/answers.ts";
import { httpSuite } from "./mod.ts";

// apt-get install nginx-light apache2 lighttpd busybox python3 nodejs

/** Why a check fails on a server, and which ones do. */
type Reason = readonly [why: string, ...ids: readonly string[]];

const NO_HOST_CHECK: Reason = [
  "Host is not looked at",
  "rejections/rej-host-missing",
  "rejections/rej-host-dup",
  "rejections/rej-host-dup-same",
  "rejections/rej-host-space",
  "rejections/rej-host-path",
  "rejections/rej-host-userinfo",
  "rejections/rej-host-hash",
];
const NO_FIELD_CHECK: Reason = [
  "lines that are no fields are skipped, or taken as far as they can be read",
  "rejections/rej-space-colon",
  "rejections/rej-name-space",
  "rejections/rej-no-colon",
  "rejections/rej-empty-name",
  "rejections/rej-name-nontoken",
];
const NO_LENGTH_CHECK: Reason = [
  "Content-Length and Transfer-Encoding are not looked at with GET",
  "body/rej-cl-alpha",
  "body/rej-cl-negative",
  "body/rej-cl-plus",
  "body/rej-cl-hex",
  "body/rej-cl-underscore",
  "body/rej-cl-comma",
  "body/rej-cl-inner-space",
  "body/rej-cl-trailing",
  "body/rej-cl-empty",
  "body/rej-cl-dup-diff",
  "body/te-unknown",
  "body/te-identity",
  "body/te-not-final",
  "security/rej-cl-overflow",
  "security/te-xchunked",
];
const ABSOLUTE_FORM: Reason = [
  "http://host/path is taken for a path",
  "requests/acc-absolute-form",
  "requests/acc-absolute-form-host",
];
const PYTHON: readonly Reason[] = [
  NO_HOST_CHECK,
  NO_FIELD_CHECK,
  NO_LENGTH_CHECK,
  ABSOLUTE_FORM,
  ["a path without its slash is served", "rejections/rej-no-slash"],
];

/** Everything that a real server fails, each with its reason. */
const EXPECTED: Readonly<Record<string, readonly Reason[]>> = {
  nginx: [
    ["405 comes without Allow", "methods/method-405-allow"],
    ["a tab behind Host: is refused", "requests/acc-ows-tab"],
    [
      "Host is taken with characters that no host has",
      "rejections/rej-host-userinfo",
      "rejections/rej-host-hash",
    ],
    [
      "a header line that is no field is skipped",
      "rejections/rej-no-colon",
      "rejections/rej-name-nontoken",
    ],
  ],
  apache2: [
    [
      "every version is as good as HTTP/1.1",
      "rejections/rej-version-major",
      "rejections/rej-version-unknown",
    ],
    ["416 comes without Content-Range", "range/range-unsat"],
    ["Range is heeded with POST", "range/range-post"],
    ["HTTP/1.0 with chunks and keep-alive goes on", "security/te-http10"],
    ["TRACE is on, and gives everything back", "security/trace-off"],
  ],
  lighttpd: [
    ["the absolute form must agree with Host", "requests/acc-absolute-form-host"],
    ["the same Host twice is one", "rejections/rej-host-dup-same"],
    ["416 comes without Content-Range", "range/range-unsat"],
  ],
  "busybox httpd": [
    ["HEAD brings content", "methods/head-no-body", "methods/head-404"],
    ["methods are compared without regard to case", "methods/method-case"],
    ABSOLUTE_FORM,
    NO_HOST_CHECK,
    NO_FIELD_CHECK,
    [
      "the version is not looked at",
      "rejections/rej-version-junk",
      "rejections/rej-version-digits",
      "rejections/rej-version-major",
      "rejections/rej-version-unknown",
    ],
    NO_LENGTH_CHECK,
    [
      "of the conditions it knows the ETag alone",
      "conditional/inm-star",
      "conditional/ims-match",
      "conditional/304-fields",
    ],
  ],
  "python http.server as HTTP/1.0": PYTHON,
  "python http.server as HTTP/1.1": [
    ...PYTHON,
    ["the content of a GET is the next request", "body/get-body-in-sync"],
    ["Connection is no list to it", "connection/close-token"],
    ["close is not said", "connection/close-echoed"],
  ],
  "a static server on Node": [
    ["of several Hosts one is taken", "rejections/rej-host-dup", "rejections/rej-host-dup-same"],
    [
      "Host is taken as it is",
      "rejections/rej-host-space",
      "rejections/rej-host-path",
      "rejections/rej-host-userinfo",
      "rejections/rej-host-hash",
    ],
    ["a request line without a version is served", "rejections/rej-no-version"],
    ["HTTP/2.0 is as good as HTTP/1.1", "rejections/rej-version-major"],
    ["a request behind the last one makes both malformed", "connection/close-no-more"],
    ["this one sends neither ETag nor Last-Modified", "conditional/val-present"],
    ["HTTP/1.0 with chunks and keep-alive goes on", "security/te-http10"],
  ],
};

/** What may be said of their answers, and of what they serve: each is what `EXPECTED` says of the same checks. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  nginx: ["no-allow"],
  apache2: [],
  lighttpd: [],
  "busybox httpd": ["absolute-form", "head-has-body"],
  "python http.server as HTTP/1.0": ["absolute-form"],
  "python http.server as HTTP/1.1": ["absolute-form"],
  "a static server on Node": [],
};
const OF_ANSWERS = new Set(Object.keys(ANSWER_ROWS));

/** Node drops a request whose client has ended its side, unless the answer is faster. */
const MAY_FAIL: ReadonlySet<string> = new Set(["http/requests/acc-half-close"]);

for (const server of WEB_SERVERS) {
  const missing = pathOf(server.program) === null;
  const note = missing ? ` (not installed: ${server.package})` : "";
  Deno.test({
    name:
      `${server.name} fails what it is known to fail, no core check, and gets no wrong name${note}`,
    ignore: missing && Deno.env.get("CI") === undefined,
    async fn() {
      await using running = await startWebServer(server);
      const suite = httpSuite(readSite(DOCROOT));
      const target = { suite, host: "127.0.0.1", port: running.port };
      const report = await grade([target], { level: "strict", seed: 3 });
      const failed = report.checks.filter(({ status, reason }) =>
        status === "fail" || status === "error" || (reason !== null && reason !== "not-applicable")
      );
      const known = (EXPECTED[server.name] ?? []).flatMap(([, ...ids]) => ids);
      assertEquals(
        failed.map(({ id }) => id).filter((id) => !MAY_FAIL.has(id)).sort(),
        known.map((id) => `http/${id}`).sort(),
        failed.map(({ id, message }) => `${id}: ${message}`).join("\n"),
      );
      assertEquals(failed.filter(({ level }) => level === "core"), []);
      const named = report.diagnoses.map(({ mistake }) => mistake).filter((id) =>
        OF_ANSWERS.has(id)
      );
      assertEquals(named.toSorted(), NAMED[server.name]);
    },
  });
}
