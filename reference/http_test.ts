import { assertEquals } from "@std/assert";
import {
  CHUNKED,
  converse,
  get,
  HOST,
  post,
  type Row,
  serve,
  STAFF,
} from "./http/converse_test.ts";

/** Content that looks like a request: whoever answers it has lost count. */
const HIDDEN = "PATCH /nope HTTP/1.1\r\nHost: h\r\n\r\n";
const TABLES: Readonly<Record<string, readonly Row[]>> = {
  "files": [
    [get("/"), "200,200"],
    [get("/empty.txt"), "200,200"],
    [get("/attic/static.wav"), "200,200"],
    [get("/nope"), "404,200"],
    [get("/rooms"), "301,200"],
    [get("/rooms/"), "200,200"],
    [get("/logbook/"), "404,200"],
    [get("/index.html/"), "404,200"],
    [get("/INDEX.HTML"), "404,200"],
    [get("/robots%2Etxt"), "200,200"],
    [get("/opening%20hours.txt"), "200,200"],
    [get("/100%25%20wool.txt"), "200,200"],
    [get("/rebate%2520code.txt"), "200,200"],
    [get("/rebate%20code.txt"), "404,200"],
    [get("/caf%C3%A9.html"), "200,200"],
    [get("/robots.txt?x=1"), "200,200"],
    [get("/rooms/../robots.txt"), "200,200"],
    [get("/.keeper-notes"), "404,200"],
    [get("/%zz"), "400"],
    [get("/" + "long".repeat(1990)), "404,200"],
  ],
  "methods": [
    [`HEAD / HTTP/1.1\r\n${HOST}\r\n`, "200,200"],
    [`HEAD /nope HTTP/1.1\r\n${HOST}\r\n`, "404,200"],
    [`get / HTTP/1.1\r\n${HOST}\r\n`, "501,200"],
    [`FOO / HTTP/1.1\r\n${HOST}\r\n`, "501,200"],
    [`DELETE /nope HTTP/1.1\r\n${HOST}\r\n`, "405,200"],
    [`TRACE / HTTP/1.1\r\n${HOST}\r\n`, "405,200"],
    [`OPTIONS / HTTP/1.1\r\n${HOST}\r\n`, "204,200"],
    [`OPTIONS * HTTP/1.1\r\n${HOST}\r\n`, "204,200"],
    [`CONNECT h:443 HTTP/1.1\r\n${HOST}\r\n`, "405,200"],
    [`${"M".repeat(20_000)} / HTTP/1.1\r\n${HOST}\r\n`, "414"],
  ],
  "requests to accept": [
    ["GET / HTTP/1.1\r\nhOsT:h\r\n\r\n", "200,200"],
    ["GET / HTTP/1.1\r\nHost:\t h \t\r\nX-Empty:\r\n\r\n", "200,200"],
    ["GET / HTTP/1.1\r\nHost:\r\n\r\n", "200,200"],
    [`GET / HTTP/1.1\r\n${"X-N: v\r\n".repeat(50)}${HOST}\r\n`, "200,200"],
    [get("/", `X-Long: ${"v".repeat(4000)}\r\n`), "200,200"],
    ["\r\n" + get("/"), "200,200"],
    [get("http://h/robots.txt"), "200,200"],
    [get("HTTP://other:80"), "200,200"],
    ["GET / HTTP/1.2\r\nHost: h\r\n\r\n", "200,200"],
    ["GET / HTTP/1.1\nHost: h\n\n", "200,200"],
    ["GET / HTTP/1.0\r\n\r\n", "200"],
    ["GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n", "200,200"],
    [get("/", "Upgrade: foo/9\r\nConnection: upgrade\r\n"), "200,200"],
    [get("/", "Connection: foo, CLOSE\r\n"), "200"],
    [get("/", "Connection: close\r\n") + get("/"), "200"],
    [get("/") + get("/nope") + get("/"), "200,404,200,200"],
    [get("/").repeat(100), "200,".repeat(100) + "200"],
  ],
  "requests to refuse": [
    ["GET / HTTP/1.1\r\n\r\n", "400"],
    [get("/", "Host: other\r\n"), "400"],
    [get("/", HOST), "400"],
    ["GET / HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", "400"],
    ...["bad host", "h/x", "u@h", "###", "h:abc", "h:1:2"].map(
      (host): Row => [`GET / HTTP/1.1\r\nHost: ${host}\r\n\r\n`, "400"],
    ),
    ...[
      "X-A : v",
      "NoColon",
      ": v",
      "Bad Name: v",
      "X[]: v",
      "X-A: v\r\n fold",
      "X: a\0b",
      "X: a\rb",
    ]
      .map((line): Row => [get("/", `${line}\r\n`), "400"]),
    [`GET / HTTP/1.1\r\n X: y\r\n${HOST}\r\n`, "400"],
    ["HELLO\r\n\r\n", "400"],
    ["GET /\r\n\r\n", "400"],
    ...["GET  / HTTP/1.1", "GET\t/ HTTP/1.1", "GET / HTTP/1.1 ", "GET /a b HTTP/1.1"]
      .map((line): Row => [`${line}\r\n${HOST}\r\n`, "400"]),
    ...["HTTP/1.x", "http/1.1", "HTP/1.1", "HTTP/11", "HTTP/1", "HTTP/1.10"]
      .map((version): Row => [`GET / ${version}\r\n${HOST}\r\n`, "400"]),
    ["GET / HTTP/2.0\r\nHost: h\r\n\r\n", "505"],
    ["PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505"],
    ...["/file#x", "file.txt", "*", "/\xc3\xa9", "ftp://h/", "http://u@h/"]
      .map((target): Row => [get(target), "400"]),
    ["\x01\x9f\xe2\x00garbage", "400"],
    [get("/", "Expect: tea\r\n"), "417"],
    [get("/" + "x".repeat(100_000)), "414"],
    [get("/", `X: ${"x".repeat(100_000)}\r\n`), "431"],
    [get("/", "X: y\r\n".repeat(10_000)), "431"],
  ],
  "content of requests": [
    [post("Content-Length: 5\r\n", "hello"), "405,200"],
    [post(`Content-Length: ${HIDDEN.length}\r\n`, HIDDEN), "405,200"],
    [get("/", "Content-Length: 5\r\n") + "hello", "200,200"],
    ...["abc", "-1", "+5", "0x5", "1_0", "5, 6", "5, 5", "1 0", ""]
      .map((length): Row => [post(`Content-Length: ${length}\r\n`, "hello"), "400"]),
    [post("Content-Length: 5\r\nContent-Length: 6\r\n", "hello"), "400"],
    [post(`Content-Length: ${"9".repeat(71)}\r\n`), "413"],
    [post("Content-Length: 999999999\r\n"), "413"],
    [post("Transfer-Encoding: nonsense\r\n"), "501"],
    [post("Transfer-Encoding: xchunked\r\n", "0\r\n\r\n"), "501"],
    [post("Transfer-Encoding: identity\r\n"), "501"],
    [post("Transfer-Encoding: gzip, chunked\r\n", "0\r\n\r\n"), "501"],
    [post("Transfer-Encoding: chunked, gzip\r\n", "0\r\n\r\n"), "400"],
    [post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n"), "400"],
    [post(`${CHUNKED}Content-Length: 5\r\n`, "0\r\n\r\n"), "400"],
    [`POST / HTTP/1.0\r\n${CHUNKED}\r\n0\r\n\r\n`, "400"],
    [post(CHUNKED, "5\r\nhello\r\n0\r\n\r\n"), "405,200"],
    [post(CHUNKED, "A;a=b\r\n0123456789\r\n0;x\r\nX-T: v\r\n\r\n"), "405,200"],
    [get("/", CHUNKED) + "5\r\nhello\r\n0\r\n\r\n", "200,200"],
    ...["Z", "-5", "0x5", "0_5", "+5", "", "5 5", "F".repeat(17)].map(
      (
        size,
      ): Row => [post(CHUNKED, `${size}\r\nhello\r\n0\r\n\r\n`), size.length > 9 ? "413" : "400"],
    ),
    [post(CHUNKED, "5\r\nhello0\r\n\r\n"), "400"],
    [post(CHUNKED, "5\r\nhellooo\r\n0\r\n\r\n"), "400"],
    [post(CHUNKED, "5\nhello\n0\n\n"), "400"],
    [post("Expect: 100-continue\r\nContent-Length: 5\r\n"), "405"],
    ["POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 5\r\n\r\nhello", "405"],
  ],
  "paths that lead out": [
    [get("/../outside-canary.txt"), "400"],
    [get("/rooms/../../outside-canary.txt"), "400"],
    [get("/../www-private/ledger.txt"), "400"],
    [get("/%2e%2e/outside-canary.txt"), "400"],
    [get("/..%2foutside-canary.txt"), "404,200"],
    [get("/%252e%252e/outside-canary.txt"), "404,200"],
    [get("/%c0%ae%c0%ae/outside-canary.txt"), "400"],
    [get("//etc/passwd"), "404,200"],
    [get("/..\\outside-canary.txt"), "400"],
    [get("/..%5coutside-canary.txt"), "404,200"],
    [get("/robots.txt%00.html"), "400"],
    [get("/rooms%0d%0aX-Injected:%20yes"), "404,200"],
  ],
  "protected paths": [
    [get("/attic/map.json"), "401,200"],
    [get("/rooms/../%61ttic/map.json"), "401,200"],
    [get("/attic/map.json", `Authorization: Basic ${btoa("ada:tea: hot")}\r\n`), "200,200"],
    [get("/attic/map.json", `Authorization: basic ${btoa("ada:coffee")}\r\n`), "401,200"],
    [get("/attic/map.json", "Authorization: Basic ???\r\n"), "401,200"],
    [get("/attic/nope"), "401,200"],
    [get("/robots.txt", "Authorization: Basic ???\r\n"), "200,200"],
  ],
};

for (const [name, rows] of Object.entries(TABLES)) {
  Deno.test(`serveHttp() answers as the standard asks: ${name}`, async () => {
    await using server = serve(name === "protected paths" ? { protected: STAFF } : {});
    for (const [sent, statuses] of rows) {
      const conversation = await converse(server.port, sent);
      const got = conversation.responses.map(({ head }) => head?.status).join();
      const problems = conversation.responses.flatMap((response) => response.problems);
      assertEquals([got, problems], [statuses, []], sent.slice(0, 200));
      assertEquals(conversation.ending, "end");
    }
  });
}
