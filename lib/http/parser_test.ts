import { assertEquals } from "@std/assert";
import { compareBody } from "./compare_body.ts";
import { createParser } from "./parser.ts";

const HEAD = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n";

Deno.test("progress() tells at any moment what is still to come", () => {
  const parser = createParser({ requests: ["GET"] });
  const rows = [
    ["", { phase: "between", complete: 0, waiting: 1, missing: 0 }],
    ["HTTP/1.1 200 OK\r\nContent-Length: 4", { phase: "head", complete: 0, waiting: 1 }],
    ["\r\n\r\n", { phase: "body", complete: 0, waiting: 1, missing: 4 }],
    ["abc", { phase: "body", complete: 0, waiting: 1, missing: 1 }],
    ["d", { phase: "between", complete: 1, waiting: 0, missing: 0 }],
    ["HTTP/1.1 200 OK\r\n\r\n", { phase: "body", complete: 1, waiting: 0 }],
  ] as const;
  for (const [bytes, expected] of rows) {
    parser.push(ascii(bytes));
    assertEquals(parser.progress(), { ...expected });
  }
  parser.end("end");
  assertEquals(parser.progress(), { phase: "over", complete: 2, waiting: 0 });
});

Deno.test("createParser() takes requests that are sent later", () => {
  const parser = createParser();
  parser.expect("GET");
  parser.push(ascii(HEAD + "abcd"));
  parser.expect({ method: "HEAD" });
  parser.push(ascii(HEAD));
  const { responses } = parser.result();
  assertEquals(responses.map(({ request }) => request.method), ["GET", "HEAD"]);
  assertEquals(responses.flatMap(({ problems }) => problems), []);
});

Deno.test("createParser() hands a body on as it comes, and keeps its first bytes", () => {
  const size = 3_000_000;
  const expected = new Uint8Array(size).map((_, index) => index * 7);
  const comparison = compareBody(expected);
  const parser = createParser({
    requests: [{ method: "GET", onBody: comparison.sink }],
    keepBodyBytes: 10,
  });
  parser.push(ascii(`HTTP/1.1 200 OK\r\nContent-Length: ${size}\r\n\r\n`));
  for (let at = 0; at < size; at += 65_536) parser.push(expected.slice(at, at + 65_536));
  assertEquals(comparison.same, true);
  const [response] = parser.result().responses;
  assertEquals(response?.body.length, size);
  assertEquals(response?.body.kept, expected.slice(0, 10));
});

Deno.test("createParser() ends an endless head", () => {
  const endless = [
    "HTTP/1.1 200 OK\r\n" + "X-Same: 0123456789\r\n".repeat(20_000),
    "HTTP/1.1 200 OK\r\nX-Long: " + "x".repeat(300_000),
    "HTTP/1.1 200 OK\n" + ":\n".repeat(200_000),
  ];
  for (const bytes of endless) {
    const parser = createParser({ requests: ["GET"] });
    for (let at = 0; at < bytes.length; at += 1000) parser.push(ascii(bytes.slice(at, at + 1000)));
    const [response] = parser.result().responses;
    assertEquals(response?.problems.some(({ kind }) => kind === "head-too-long"), true);
    assertEquals((response?.head?.fields.length ?? 0) <= 1000, true);
    assertEquals((response?.problems.length ?? 0) <= 600, true);
    assertEquals(response?.body.length, bytes.length - 256 * 1024);
  }
});

Deno.test("createParser() takes only so many answers that nobody asked for", () => {
  const parser = createParser({ requests: ["GET"] });
  parser.push(ascii((HEAD + "abcd").repeat(1000)));
  assertEquals(parser.result().responses.length < 20, true);
  assertEquals(parser.progress().phase, "over");
});

Deno.test("createParser() keeps only so many interim responses", () => {
  const parser = createParser({ requests: ["GET"] });
  for (let count = 0; count < 1000; count++) parser.push(ascii("HTTP/1.1 100 Continue\n\n"));
  const [response] = parser.result().responses;
  assertEquals([response?.interim.length, response?.problems.length], [16, 32]);
});

Deno.test("end() tells a cut stream from a wrong one", () => {
  const rows = [
    ["HTTP/1.1 200 OK\r\nContent-Le", "head-not-ended"],
    [HEAD + "ab", "body-shorter"],
    ["HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab", "chunk-shorter"],
    ["HTTP/1.1 200 OK\r\n\r\nab", "end-not-marked"],
  ] as const;
  for (const [bytes, kind] of rows) {
    const parser = createParser({ requests: ["GET"] });
    parser.push(ascii(bytes));
    assertEquals(parser.result().responses[0]?.problems, []);
    parser.end("silence");
    parser.push(ascii("too late"));
    const [response] = parser.result().responses;
    assertEquals(response?.problems.map((one) => [one.kind, one.nature]), [[kind, "incomplete"]]);
    assertEquals(response?.complete, false);
  }
});

function ascii(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
