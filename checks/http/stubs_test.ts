import { assertEquals } from "@std/assert";
import { readSite } from "../../lib/site/read_site.ts";
import { gradeInMemory, idsWith, streamServer } from "../../lib/testing/in_memory.ts";
import { DOCROOT } from "../../lib/testing/web_servers.ts";
import type { MemoryServer } from "../../lib/wire/memory.ts";
import type { Stream } from "../../lib/wire/wire.ts";
import { httpSuite } from "./mod.ts";

const SITE = readSite(DOCROOT);

/** A server that says the same to everybody, once a request is there, and closes. */
function says(text: string | Uint8Array): MemoryServer {
  const bytes = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return streamServer(async (stream) => {
    await read(stream);
    for (let at = 0; at < bytes.length;) at += await stream.write(bytes.subarray(at));
    await stream.closeWrite();
    while (await read(stream) > 0);
  });
}

async function read(stream: Stream): Promise<number> {
  return await stream.read(new Uint8Array(65_536)) ?? 0;
}

function status(line: string): MemoryServer {
  return says(`HTTP/1.1 ${line}\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi`);
}

const recorded = SITE.files.find(({ path }) => path === "index.html")!.bytes;
const RECORDED = new TextDecoder().decode(recorded);

/** Each stub, what it earns of 356 points, and the checks that it passes, without `http/`. */
const STUBS: readonly (readonly [string, MemoryServer, number, readonly string[]])[] = [
  ["answers 400 to everything", status("400 Bad Request"), 3, ["reach/answers"]],
  ["answers 200 to everything", status("200 OK"), 3, ["reach/answers"]],
  ["answers 404 to everything", status("404 Not Found"), 3, ["reach/answers"]],
  [
    "answers a page of another site",
    says("HTTP/1.0 200 OK\r\n\r\n<html><h1>Apache2 Debian Default Page</h1></html>"),
    3,
    ["reach/answers"],
  ],
  ["closes at once", { accept: (stream) => stream.close() }, 0, []],
  ["never answers", streamServer(() => new Promise(() => {})), 0, []],
  [
    "echoes",
    streamServer(async (stream) => {
      const buffer = new Uint8Array(4096);
      for (let count = await stream.read(buffer); count; count = await stream.read(buffer)) {
        await stream.write(buffer.subarray(0, count));
      }
    }),
    0,
    [],
  ],
];

for (const [what, server, earned, passed] of STUBS) {
  Deno.test(`a server that ${what} earns ${earned} points`, async () => {
    const report = await gradeInMemory(httpSuite(SITE), server);
    assertEquals(idsWith(report, "pass"), passed.map((id) => `http/${id}`));
    assertEquals([report.score.earned, report.verdict], [earned, "fail"]);
    assertEquals(idsWith(report, "error"), []);
  });
}

Deno.test("a server that answers one recorded page is found out", async () => {
  const head = `HTTP/1.1 200 OK\r\nContent-Length: ${recorded.length}\r\nConnection: close\r\n\r\n`;
  const report = await gradeInMemory(httpSuite(SITE), says(`${head}${RECORDED}`));
  const groups = new Set(
    report.checks.filter(({ status }) => status === "pass").map(({ group }) => group),
  );
  for (const group of ["rejections", "body", "requests", "security", "conditional"]) {
    assertEquals(groups.has(group), false, group);
  }
  assertEquals(report.score.earned, 75);
});
