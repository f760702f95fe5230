import { assertEquals } from "@std/assert";
import { valuesOf } from "../../lib/serve/web/request.ts";
import { RIGHT } from "../../lib/serve/web/right.ts";
import type { Steps } from "../../lib/serve/web/steps.ts";
import { webServer } from "../../lib/serve/web/web_server.ts";
import { readSite } from "../../lib/site/read_site.ts";
import { DOCROOT } from "../../lib/testing/web_servers.ts";
import { gradeInMemory } from "../testing.ts";
import { httpSuite } from "./mod.ts";

const SITE = readSite(DOCROOT);
const LONG = "http/files/get-many-sequential";

/** What the standard allows: servers that lack a feature as a whole. */
const LACKING: Readonly<Record<string, Partial<Steps>>> = {
  "speaks HTTP/1.0": {
    keepsOpen: () => false,
    statusLine: (status) => RIGHT.statusLine(status, null).replace("1.1", "1.0"),
  },
  "closes behind each answer": { keepsOpen: () => false },
  "closes behind each answer, and never looks for content": {
    keepsOpen: () => false,
    contentLength: () => 0,
  },
  "refuses all content": {
    contentLength: (request) =>
      ["content-length", "transfer-encoding"].some((name) => valuesOf(request, name).length > 0)
        ? -411
        : 0,
  },
  "refuses chunks": {
    contentLength: (request) =>
      valuesOf(request, "transfer-encoding").length > 0 ? -501 : RIGHT.contentLength(request),
  },
  "knows GET and HEAD alone": {
    methodStatus: (method) => method === "GET" || method === "HEAD" ? 0 : 501,
  },
  "closes on what is no request": {
    reacts: (status, request) => request !== null || status === 431 ? "answer" : "close",
  },
  "takes a port of letters": {
    hostStatus: (hosts, request) =>
      RIGHT.hostStatus(hosts.map((host) => host.replace(/:\w+$/, "")), request),
  },
};

/** What nobody knows the cause of, or what has no name. */
const STRANGE: Readonly<Record<string, Partial<Steps>>> = {
  "serves two clients at a time": { workers: 2 },
  "answers five requests a connection": {
    reacts: (_status, _request, nth) => nth > 5 ? "hang" : "answer",
  },
  "closes without a word": { keepsOpen: () => false, saysClose: () => false },
  "answers behind the last CR": {
    headEnd: (text) => text.endsWith("\r\n\r") ? text.length : RIGHT.headEnd(text),
  },
  "looks for the last chunk by its text": {
    chunkedLength: (text) =>
      text.includes("0\r\n\r\n") ? text.indexOf("0\r\n\r\n") + 5 : RIGHT.chunkedLength(text),
  },
  "calls two lengths an error of its own": {
    contentLength: (request) =>
      valuesOf(request, "content-length").length > 1 ? -500 : RIGHT.contentLength(request),
  },
  "keeps connections open behind refusals": {
    keepsOpen: (request, status) => RIGHT.keepsOpen(request, status < 500 ? 0 : status),
  },
  "drops what a client leaves behind": { answersLate: false },
  "sends 100 to everybody": {
    interim: (request) =>
      valuesOf(request, "expect").length > 0 ? "HTTP/1.1 100 Continue\r\n\r\n" : "",
  },
};

for (const [what, steps] of Object.entries({ ...LACKING, ...STRANGE })) {
  Deno.test(`http has no name for a web server that ${what}`, async () => {
    for (const serving of ["concurrent", "iterative"] as const) {
      const body = { serving, bufferBytes: 1024 };
      const report = await gradeInMemory(httpSuite(SITE), webServer(SITE, steps), {
        body,
        skip: [LONG],
      });
      const named = report.diagnoses.filter(({ kind }) => kind === "mistake");
      assertEquals(named.map(({ mistake, explains }) => ({ mistake, explains })), []);
    }
  });
}

Deno.test("http has no name for a web server that is stuck behind a strange request", async () => {
  const steps: Partial<Steps> = { closes: (request) => request !== null };
  const server = webServer(SITE, steps, { serving: "iterative" });
  const { diagnoses } = await gradeInMemory(httpSuite(SITE), server, { skip: [LONG] });
  assertEquals(diagnoses.filter(({ kind }) => kind === "mistake").map((one) => one.mistake), []);
});

Deno.test("http tells of one client at a time above core alone", async () => {
  const limits = async (level: "core" | "standard") => {
    const server = webServer(SITE, {}, { serving: "iterative" });
    const { diagnoses } = await gradeInMemory(httpSuite(SITE), server, { level, skip: [LONG] });
    return diagnoses.map(({ mistake, kind }) => `${kind} ${mistake}`);
  };
  assertEquals(await limits("core"), []);
  assertEquals(await limits("standard"), ["limit one-client-at-a-time"]);
});
