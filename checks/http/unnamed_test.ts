import { assert, assertEquals } from "@std/assert";
import { latin1 } from "../../lib/serve/web/request.ts";
import { RIGHT } from "../../lib/serve/web/right.ts";
import type { Steps } from "../../lib/serve/web/steps.ts";
import { webServer } from "../../lib/serve/web/web_server.ts";
import { readSite } from "../../lib/site/read_site.ts";
import { idsWith } from "../../lib/testing/in_memory.ts";
import { DOCROOT } from "../../lib/testing/web_servers.ts";
import { gradeInMemory } from "../testing.ts";
import { httpSuite } from "./mod.ts";

const SITE = readSite(DOCROOT);
const LONG = "http/files/get-many-sequential";

/** Servers whose mistake isn't in the catalogue: they fail something, and get no name. */
const UNKNOWN: Readonly<Record<string, Partial<Steps>>> = {
  "a wrong version number": { statusLine: (status) => `HTTP/1.2 ${status} OK` },
  "pages in upper case": {
    read: ({ bytes }) => bytes.map((byte) => byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte),
  },
  "one letter for another": {
    read: ({ bytes }) => bytes.map((byte) => byte === 0x2e ? 0x2f : byte),
  },
  "the top bit lost": { read: ({ bytes }) => bytes.map((byte) => byte & 0x7f) },
  "another file": {
    find: (path, site) =>
      path.endsWith(".png") ? RIGHT.find("/index.html", site) : RIGHT.find(path, site),
  },
  "the page for / where there is no file": {
    find: (path, site) => RIGHT.find(RIGHT.find(path, site) === 404 ? "/" : path, site),
  },
  "500 for everything odd": {
    methodStatus: (method) => RIGHT.methodStatus(method) ? 500 : 0,
    fieldLine: (line) => RIGHT.fieldLine(line) === 400 ? 500 : RIGHT.fieldLine(line),
    path: (target) => RIGHT.path(target) === 400 ? 500 : RIGHT.path(target),
  },
  "a buffer for the first 1,024 bytes of a file": { read: ({ bytes }) => bytes.subarray(0, 1024) },
  "a buffer for the first 65,536 bytes of a file": {
    read: ({ bytes }) => bytes.subarray(0, 65_536),
  },
  "whole blocks alone": {
    read: ({ bytes }) =>
      bytes.length < 1024 ? bytes : bytes.subarray(0, bytes.length - bytes.length % 1024),
  },
  "the last byte lost": { read: ({ bytes }) => bytes.subarray(0, -1) },
  "a newline behind each file": { read: ({ bytes }) => latin1(`${text(bytes)}\n`) },
  "a comment in front of each page": {
    read: ({ path, bytes }) => path.endsWith(".html") ? latin1(`<!-- -->${text(bytes)}`) : bytes,
  },
  "a status of its own": {
    statusLine: (status) => RIGHT.statusLine(status === 404 ? 410 + 89 : status, null),
  },
  "503 for whatever isn't there": {
    find: (path, site) => RIGHT.find(path, site) === 404 ? 503 : RIGHT.find(path, site),
  },
  "403 for pictures": {
    find: (path, site) => /\.(?:png|gif|ico|bin|wav)$/.test(path) ? 403 : RIGHT.find(path, site),
  },
  "a length with its unit": { announced: ({ content: { length } }) => `${length} bytes` },
  "a field twice": { head: (lines) => RIGHT.head([...lines, "Content-Type: text/html"]) },
  "a space before a colon": { head: (lines) => RIGHT.head([...lines, "X-A : b"]) },
  "a file's content and no head": { head: () => "" },
};

for (const [name, steps] of Object.entries(UNKNOWN)) {
  Deno.test(`http gives no name to a server with ${name}`, async () => {
    const report = await gradeInMemory(httpSuite(SITE), webServer(SITE, steps), { skip: [LONG] });
    assert(idsWith(report, "fail").length > 0, "it should fail something");
    assertEquals(report.diagnoses.map(({ mistake }) => mistake), []);
  });
}

function text(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
}
