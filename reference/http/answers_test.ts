import { assertEquals, assertMatch } from "@std/assert";
import { fieldValue } from "../../lib/http/mod.ts";
import {
  bytesOf,
  CHUNKED,
  converse,
  DOCROOT,
  get,
  only,
  post,
  type Row,
  serve,
  STAFF,
} from "./converse_test.ts";

Deno.test("serveHttp() sends each file of a folder as it is, and says of what type it is", async () => {
  await using server = serve();
  const rows = [
    ["/", "index.html", "text/html"],
    ["/style.css", "style.css", "text/css"],
    ["/script.js", "script.js", "text/javascript"],
    ["/pictures/harbour.png", "pictures/harbour.png", "image/png"],
    ["/texts/letter-latin1.txt", "texts/letter-latin1.txt", "text/plain"],
    ["/attic/every-byte.bin", "attic/every-byte.bin", "application/octet-stream"],
    ["/attic/static.wav", "attic/static.wav", "audio/wav"],
  ] as const;
  for (const [target, file, type] of rows) {
    const response = await only(server.port, get(target));
    assertEquals(response.body.kept, await Deno.readFile(`${DOCROOT}/${file}`), target);
    assertEquals(fieldValue(response.head?.fields ?? [], "Content-Type"), type);
  }
});

Deno.test("serveHttp() tells a client what it must know", async () => {
  await using server = serve({ protected: STAFF });
  const rows = [
    [get("/rooms?x=1"), "Location", /^\/rooms\/\?x=1$/],
    [post(""), "Allow", /^GET, HEAD, OPTIONS$/],
    [get("/attic/"), "WWW-Authenticate", /^Basic realm="[^"]+"/],
    [get("/", "Connection: close\r\n"), "Connection", /^close$/],
    ["GET / HTTP/1.0\r\n\r\n", "Connection", /^close$/],
    ["BAD\r\n\r\n", "Connection", /^close$/],
    [get("/nope"), "Date", / GMT$/],
    [get("/"), "Last-Modified", / GMT$/],
    [get("/"), "ETag", /^"[0-9a-f.]+-[0-9a-f]+"$/],
  ] as const;
  for (const [sent, name, pattern] of rows) {
    const { head } = await only(server.port, sent);
    assertMatch(fieldValue(head?.fields ?? [], name) ?? "", pattern);
  }
});

Deno.test("serveHttp() sends what a condition and a range leave", async () => {
  await using server = serve();
  const whole = (await only(server.port, get("/robots.txt"))).head?.fields ?? [];
  const etag = fieldValue(whole, "ETag") ?? "";
  const modified = fieldValue(whole, "Last-Modified") ?? "";
  const date = new Date(modified);
  const day = ["Sun", "Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur"][date.getUTCDay()];
  const rfc850 = modified.replace(/^.{3}, (..) (...) ..(..)/, `${day}day, $1-$2-$3`);
  const past = "Sun, 06 Nov 1994 08:49:37 GMT";
  const size = 23;
  const rows: readonly (readonly [fields: string, status: number, length: number])[] = [
    [`If-None-Match: ${etag}`, 304, 0],
    [`If-None-Match: "a", W/${etag}`, 304, 0],
    ["If-None-Match: *", 304, 0],
    [`If-None-Match: ${etag.toUpperCase()}x`, 200, size],
    [`If-None-Match: "nope"\r\nIf-Modified-Since: ${modified}`, 200, size],
    [`If-Modified-Since: ${modified}`, 304, 0],
    [`If-Modified-Since: ${rfc850}`, 304, 0],
    [`If-Modified-Since: ${past}`, 200, size],
    ["If-Modified-Since: Sun Nov  6 08:49:37 1994", 200, size],
    ["If-Modified-Since: yesterday", 200, size],
    ['If-Match: "nope"', 412, -1],
    [`If-Match: ${etag}`, 200, size],
    [`If-Unmodified-Since: ${past}`, 412, -1],
    [`If-Unmodified-Since: ${modified}`, 200, size],
    ["Range: bytes=0-4", 206, 5],
    ["Range: bytes=5-", 206, size - 5],
    ["Range: bytes=-3", 206, 3],
    ["Range: bytes=-3000", 206, size],
    ["Range: bytes=20-9999999999999999999999", 206, 3],
    ["Range: bytes=9999-", 416, -1],
    ["Range: bytes=-0", 416, -1],
    ["Range: bytes=4-2", 200, size],
    ["Range: bytes=abc", 200, size],
    ["Range: lines=0-4", 200, size],
    [`Range: bytes=${"0-,".repeat(1000)}0-`, 200, size],
    [`Range: bytes=0-4\r\nIf-Range: ${etag}`, 206, 5],
    [`Range: bytes=0-4\r\nIf-Range: ${modified}`, 206, 5],
    ['Range: bytes=0-4\r\nIf-Range: "nope"', 200, size],
  ];
  for (const [fields, status, length] of rows) {
    const response = await only(server.port, get("/robots.txt", `${fields}\r\n`));
    const got = length < 0 ? -1 : response.body.length;
    assertEquals([response.head?.status, got, response.problems], [status, length, []], fields);
  }
  const part = await only(server.port, get("/robots.txt", "Range: bytes=0-4\r\n"));
  assertEquals(fieldValue(part.head?.fields ?? [], "Content-Range"), "bytes 0-4/23");
  assertEquals(part.body.kept, new TextEncoder().encode("User-"));
});

Deno.test("serveHttp() takes a request in single bytes, and answers none before its end", async () => {
  await using server = serve();
  using connection = await Deno.connect({ hostname: "127.0.0.1", port: server.port });
  connection.setNoDelay(true);
  for (const byte of bytesOf(get("/robots.txt", "Connection: close\r\n"))) {
    await connection.write(Uint8Array.of(byte));
  }
  const answer = await new Response(connection.readable).text();
  assertMatch(answer, /^HTTP\/1\.1 200 OK\r\n/);
});

Deno.test("serveHttp() tells a client to go on that waits with its content", async () => {
  await using server = serve();
  const expecting = get("/", "Expect: 100-continue\r\nContent-Length: 5\r\n");
  const { responses } = await converse(server.port, expecting, { afterInterim: "hello" });
  assertEquals(responses[0]?.interim.map(({ status }) => status), [100]);
  assertEquals(responses.map(({ head }) => head?.status), [200, 200]);
});

Deno.test("serveHttp() answers a client that is done sending, and refuses half a request", async () => {
  await using server = serve();
  const rows: readonly Row[] = [
    [get("/"), "200"],
    [post("Content-Length: 10\r\n", "four"), "400"],
    [post(CHUNKED, "5\r\nhe"), "400"],
    ["GET / HT", "400"],
    ["", ""],
    ["\r\n", ""],
  ];
  for (const [sent, statuses] of rows) {
    const { responses } = await converse(server.port, sent, { halfClose: true });
    assertEquals(responses.map(({ head }) => head?.status).join(), statuses, sent);
  }
});

Deno.test("serveHttp() follows no link out of its folder", async () => {
  const folder = await Deno.makeTempDir();
  try {
    await Deno.mkdir(`${folder}/www`);
    await Deno.mkdir(`${folder}/www-private`);
    await Deno.writeTextFile(`${folder}/www-private/a.txt`, "secret");
    await Deno.writeTextFile(`${folder}/www/b.txt`, "open");
    await Deno.symlink(`${folder}/www-private`, `${folder}/www/link`);
    await Deno.symlink(`${folder}/www-private/a.txt`, `${folder}/www/a.txt`);
    await Deno.symlink("b.txt", `${folder}/www/c.txt`);
    await using server = serve({ docroot: `${folder}/www` });
    const rows = [["/link/a.txt", 404], ["/a.txt", 404], ["/b.txt", 200], ["/c.txt", 200]] as const;
    for (const [target, status] of rows) {
      assertEquals((await only(server.port, get(target))).head?.status, status, target);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
