import { assertEquals } from "@std/assert";
import { grade } from "../../lib/run/grade.ts";
import { readSite } from "../../lib/site/read_site.ts";
import { valuesOf } from "../../lib/serve/web/request.ts";
import { RIGHT } from "../../lib/serve/web/right.ts";
import type { WebRequest } from "../../lib/serve/web/steps.ts";
import { webServer } from "../../lib/serve/web/web_server.ts";
import { idsWith } from "../../lib/testing/in_memory.ts";
import { DOCROOT } from "../../lib/testing/web_servers.ts";
import { serveHttp } from "../../reference/http.ts";
import { gradeInMemory } from "../testing.ts";
import { httpSuite } from "./mod.ts";

const SITE = readSite(DOCROOT);
const STAFF = { path: "/attic", user: "ada", password: "tea: hot" };
const only = ["http/authorisation"];

Deno.test("the reference server asks for a password where one is needed", async () => {
  const server = serveHttp({ docroot: DOCROOT, protected: [STAFF] });
  const suite = httpSuite(SITE, { protected: [STAFF] });
  const report = await grade([{ suite, host: "127.0.0.1", port: server.port }], {
    level: "strict",
    seed: 1,
  });
  await server.close();
  assertEquals(idsWith(report, "fail"), []);
  assertEquals(report.checks.filter(({ group }) => group === "authorisation").length, 9);
  assertEquals(
    report.checks.filter(({ group, status }) => group === "authorisation" && status !== "pass"),
    [],
  );
});

const TOKEN = btoa(`${STAFF.user}:${STAFF.password}`);
const isStaff = ({ target }: WebRequest) => target.startsWith(STAFF.path);
const given = (request: WebRequest) => valuesOf(request, "authorization")[0] ?? "";
const decoded = (request: WebRequest) => {
  try {
    return atob(given(request).split(" ")[1] ?? "");
  } catch {
    return "";
  }
};

/** Ways to let somebody in, and the checks that they fail. */
const GUARDS: readonly {
  readonly name: string;
  readonly isLetIn: (request: WebRequest) => boolean;
  readonly challenge?: string;
  readonly fails: readonly string[];
}[] = [
  {
    name: "right",
    isLetIn: (request) => /^basic /i.test(given(request)) && given(request).slice(6) === TOKEN,
    fails: [],
  },
  {
    name: "everybody",
    isLetIn: () => true,
    fails: [
      "auth-challenge",
      "auth-wrong-password",
      "auth-prefix-password",
      "auth-wrong-user",
      "auth-other-scheme",
      "auth-malformed",
    ],
  },
  { name: "nobody", isLetIn: () => false, fails: ["auth-right", "auth-scheme-case"] },
  {
    name: "whoever says something",
    isLetIn: (request) => given(request) !== "",
    fails: [
      "auth-wrong-password",
      "auth-prefix-password",
      "auth-wrong-user",
      "auth-other-scheme",
      "auth-malformed",
    ],
  },
  {
    name: "the beginning of the password is enough",
    isLetIn: (request) =>
      decoded(request) !== "" && `${STAFF.user}:${STAFF.password}`.startsWith(decoded(request)),
    fails: ["auth-prefix-password", "auth-other-scheme"],
  },
  {
    name: "the name of the scheme in one case",
    isLetIn: (request) => given(request) === `Basic ${TOKEN}`,
    fails: ["auth-scheme-case"],
  },
  {
    name: "no challenge",
    isLetIn: (request) => /^basic /i.test(given(request)) && given(request).slice(6) === TOKEN,
    challenge: "",
    fails: [
      "auth-challenge",
      "auth-wrong-password",
      "auth-prefix-password",
      "auth-wrong-user",
      "auth-other-scheme",
      "auth-malformed",
    ],
  },
];

for (const { name, isLetIn, challenge = 'Basic realm="Staff"', fails } of GUARDS) {
  Deno.test(`a guard that is "${name}" fails ${fails.length} checks`, async () => {
    const server = webServer(SITE, {
      authorised: (request) => isStaff(request) && !isLetIn(request) ? 401 : 0,
      errorFields: (status, request) =>
        status === 401 && challenge !== ""
          ? [["WWW-Authenticate", challenge]]
          : RIGHT.errorFields(status, request),
    });
    const suite = httpSuite(SITE, { protected: [STAFF] });
    const report = await gradeInMemory(suite, server, { only });
    assertEquals(idsWith(report, "fail"), fails.map((id) => `http/authorisation/${id}`));
  });
}

Deno.test("a server that asks everybody for a password fails, too", async () => {
  const server = webServer(SITE, {
    authorised: ({ target }) => target.endsWith(".js") ? 401 : 0,
  });
  const suite = httpSuite(SITE, { protected: [STAFF] });
  const report = await gradeInMemory(suite, server, { only });
  assertEquals(
    idsWith(report, "fail").includes("http/authorisation/auth-open-elsewhere"),
    true,
  );
});
