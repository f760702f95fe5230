import { utf8 } from "../bytes/text.ts";
import type { CheckReport, Report } from "../report.ts";
import type { RenderOptions } from "../reporters/mod.ts";
import {
  checkReport,
  definition,
  diagnosis,
  exchange,
  passes,
  renderOptions,
  reportOf,
  skipped,
} from "./reports.ts";

/** A report, and how it is rendered. */
export interface Picture {
  readonly report: Report;
  readonly options: RenderOptions;
}

const STANDARD = { level: "standard" } as const;
const AGAIN = "deno task grade -s tcp-echo --level standard --seed 48213 127.0.0.1:7007";

const GROUPS = new Map([
  ["tcp-echo/stream", "cut anywhere, in one piece or byte by byte"],
  ["tcp-echo/payload", "every byte value, from 1 byte up"],
  ["tcp-echo/closing", "the tail comes back, then the end"],
  ["tcp-echo/clients", "one after another"],
  ["tcp-echo/concurrency", "many in all; a silent one blocks nobody"],
  ["tcp-echo/survival", "clients that reset or leave early"],
]);

const FAILS = { status: "fail", points: { earned: 0, possible: 3 } } as const;

/** Everything passes; one check lies beyond the level. */
export function allIsWell(): Picture {
  const checks = [
    ...passes("tcp-echo/stream", 11),
    ...passes("tcp-echo/payload", 12),
    ...passes("tcp-echo/closing", 5),
    ...passes("tcp-echo/clients", 4),
    ...passes("tcp-echo/concurrency", 8, STANDARD),
    ...passes("tcp-echo/survival", 4, STANDARD),
    skipped("tcp-echo/stream/idle-for-2-s", "level", { level: "strict" }),
  ];
  const report = reportOf(checks, { level: "standard", durationMs: 700 });
  return { report, options: renderOptions({ again: AGAIN, groups: GROUPS }) };
}

const STRLEN_EXPLANATION = `\
sent        61 62 00 63 64   ab.cd
came back   61 62            ab
                  ^^ the reply stops at the first 00

Why         recv() gives you n bytes, not a C string;
            strlen() stops at the first 00 among them.`;

const STRLEN_FIX = `\
Instead of  send(client, buf, strlen(buf), 0);
write       send(client, buf, n, 0);    /* n is what recv() returned */

By hand     printf 'ab\\000cd' | nc -w 1 127.0.0.1 7007 | od -An -tx1
right       61 62 00 63 64
yours       61 62
`;

const LIMIT_EXPLANATION = `\
A  connects, says nothing ......................... leaves
B        connects, sends "hi" ..... no answer ..... "hi"   3 ms after A
`;

const LIMIT_FIX = `\
To go on    fork(), a thread per client, or poll()
By hand     terminal 1:  nc 127.0.0.1 7007              (type nothing)
            terminal 2:  printf 'hi\\n' | nc -w 5 127.0.0.1 7007
right       2 prints hi at once
yours       2 prints hi only if 1 ends first (Ctrl-C)
`;

/** One mistake explains all failures but one, which is a limit. */
export function mistakeAndLimit(): Picture {
  const second = "tcp-echo/concurrency/second-client";
  const names = ["nul-in-the-middle", "every-byte-value", "nul-first", "nul-last", "zeros"];
  const broken = [...names, "random-1", "random-2", "random-3", "random-4"]
    .map((name) => checkReport(`tcp-echo/payload/${name}`, FAILS));
  const checks = [
    ...passes("tcp-echo/stream", 11),
    ...broken,
    ...passes("tcp-echo/payload", 3),
    ...passes("tcp-echo/closing", 5),
    ...passes("tcp-echo/clients", 4),
    checkReport(second, { status: "fail", ...STANDARD }),
    ...passes("tcp-echo/concurrency", 7).map(({ id }) =>
      skipped(id, "needs", { ...STANDARD, blockedBy: second })
    ),
    ...passes("tcp-echo/survival", 4, STANDARD),
  ];
  const [target] = reportOf([], { level: "standard" }).targets;
  const report = reportOf(checks, {
    level: "standard",
    targets: [{ ...target!, serving: "iterative" }],
    diagnoses: [
      diagnosis({
        explanation: STRLEN_EXPLANATION,
        fix: STRLEN_FIX,
        explains: broken.map(({ id }) => id),
      }),
      diagnosis({
        mistake: "one-client-at-a-time",
        kind: "limit",
        title: "One client at a time",
        explanation: LIMIT_EXPLANATION,
        fix: LIMIT_FIX,
        explains: [second],
      }),
    ],
  });
  return { report, options: renderOptions({ again: AGAIN }) };
}

const LINE_ENDS_EXPLANATION = `\
GET /index.html answered
  HTTP/1.1 200 OK\\n
                 ^^ byte 15: 0a, expected 0d 0a
  Content-Type: text/html\\n
  Content-Length: 1291\\n
  \\n
  <!doctype html>\\n...            (from here on it is your file: fine)

Why         HTTP ends each head line with two bytes, CR LF. Browsers
            forgive a lone LF; proxies and other clients may not.`;

const LINE_ENDS_FIX = `\
\\r\\n behind every head line
Instead of  "HTTP/1.1 200 OK\\nContent-Type: %s\\n..."
write       "HTTP/1.1 200 OK\\r\\nContent-Type: %s\\r\\n..."
By hand     curl -si 127.0.0.1:8080/index.html | head -1 | tail -c 4 | od -c
right       O   K  \\r  \\n
yours           O   K  \\n
`;

/** A web server with two mistakes, at the core level. */
export function twoMistakes(): Picture {
  const broken = ["line-ends", "content-length"]
    .map((name) => checkReport(`http/format/${name}`, FAILS));
  const advice = { level: "standard", points: { earned: 0, possible: 0 } } as const;
  const checks = [
    ...passes("http/format", 9),
    ...broken,
    ...passes("http/content", 8),
    ...passes("http/requests", 7),
    ...passes("http/files", 5),
    ...passes("http/security", 3),
    ...passes("http/advice", 19, advice),
    ...passes("http/other-advice", 22, { ...advice, status: "warn" }),
  ];
  const report = reportOf(checks, {
    seed: 90127,
    durationMs: 2300,
    targets: [{
      level: "core",
      suite: "http",
      host: "127.0.0.1",
      port: 8080,
      serving: "iterative",
      latencyMs: 0.4,
    }],
    diagnoses: [
      diagnosis({
        mistake: "lf-line-ends",
        suite: "http",
        title: "Head lines end in \\n instead of \\r\\n",
        explanation: LINE_ENDS_EXPLANATION,
        fix: LINE_ENDS_FIX,
        explains: ["http/format/line-ends"],
      }),
      diagnosis({
        mistake: "content-length-off-by-one",
        suite: "http",
        title: "Content-Length is 1 too large",
        confidence: "likely",
        explanation: "The client waits for a byte that never comes. Always 1, for text and " +
          "pictures: the '\\0' of a string was counted, or \"+ 1\".",
        fix: "long len = size; /* what stat() or ftell() says */",
        explains: ["http/format/content-length"],
      }),
    ],
  });
  const again = "deno task grade -s http --level core --seed 90127 127.0.0.1:8080";
  return { report, options: renderOptions({ again }) };
}

const EVERY_BYTE = Uint8Array.from({ length: 256 }, (_, i) => i);
const CHANGED = EVERY_BYTE.map((byte) => byte & 0x7f);
const LONG = Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919 + (i >> 5)) & 0xff);

function failedChecks(): readonly CheckReport[] {
  return [
    checkReport("tcp-echo/payload/every-byte-value", {
      ...FAILS,
      title: "Echoes every byte value unchanged",
      message: "Byte 128 of 256 came back as 00 instead of 80",
      ...exchange(EVERY_BYTE, CHANGED),
    }),
    checkReport("tcp-echo/payload/four-kib", {
      ...FAILS,
      title: "Echoes 4 KiB",
      message: "Only 1,024 of 4,096 bytes came back, then the connection was reset",
      ...exchange(LONG, LONG.subarray(0, 1024)),
    }),
    checkReport("tcp-echo/payload/short-line", {
      ...FAILS,
      title: "Echoes a short line",
      message: "1 byte more than sent came back",
      ...exchange(utf8("hi\n"), utf8("hi\n\0")),
    }),
    checkReport("tcp-echo/closing/end", {
      ...FAILS,
      title: "Ends the connection after the client's half-close",
      message: "The connection stayed open for 2 s after the client's half-close",
      expected: "the end of the stream",
      observed: "an open connection after 6 bytes",
      transcript: exchange(utf8("hello\n"), utf8("hello\n")).transcript.slice(0, 3),
    }),
  ];
}

/** Failures that no known mistake explains. */
export function undiagnosed(): Picture {
  const checks = [
    ...passes("tcp-echo/stream", 11),
    ...failedChecks(),
    skipped("tcp-echo/closing/tail", "needs", { blockedBy: "tcp-echo/closing/end" }),
    checkReport("tcp-echo/clients/next-client", {
      status: "warn",
      message: "The second client was answered after 1.2 s",
    }),
    checkReport("tcp-echo/concurrency/second-client", {
      status: "warn",
      level: "standard",
      points: { earned: 0, possible: 0 },
      message: "The second client was answered only after the first had left",
    }),
  ];
  const definitions = [
    definition("tcp-echo/payload/every-byte-value", {
      needs: ["tcp-echo/payload/short-line"],
      byHand: {
        run: "printf '\\000\\177\\200\\377' | nc -w 1 {host} {port} | od -An -tx1",
        right: "00 7f 80 ff",
      },
    }),
    definition("tcp-echo/payload/four-kib", {
      needs: ["tcp-echo/payload/short-line"],
      must: "Send back 4,096 bytes, however many recv() calls they take.",
      why: "recv() gives what has arrived so far: more than one buffer needs more than one call.",
    }),
    definition("tcp-echo/payload/short-line", {
      must: "Send back the bytes received, and nothing else.",
      why: "What is added to a reply is data to the client.",
      byHand: { run: "printf 'hi\\n' | nc -w 1 {host} {port} | od -An -tx1", right: "68 69 0a" },
    }),
    definition("tcp-echo/closing/end", {
      must: "Close the connection when recv() has returned 0.",
      why: "recv() returns 0 when the client is done. A client that waits for your end waits on.",
      byHand: { run: "printf 'hi\\n' | nc -N {host} {port}; echo ended", right: "hi\nended" },
    }),
  ];
  const byId = new Map(definitions.map((check) => [check.id, check]));
  return { report: reportOf(checks), options: renderOptions({ checks: byId }) };
}

/** The same, asked for in full. */
export function verbose(): Picture {
  const { report, options } = undiagnosed();
  const line = checkReport("tcp-echo/stream/one-byte", {
    transcript: exchange(utf8("x"), utf8("x")).transcript,
  });
  const checks = [line, ...report.checks.slice(11)];
  return { report: { ...report, checks }, options: { ...options, verbose: true } };
}

/** A server that needed a first client to leave, without any diagnosis. */
export function twoClients(): Picture {
  const entry = (ms: number, conn: number, event: "connect" | "close" | "timeout") => ({
    ms,
    conn,
    event,
    bytes: 0,
    data: "",
  });
  const hi = { bytes: 3, data: utf8("hi\n").toBase64() };
  const checks = [
    checkReport("tcp-echo/reach/answers"),
    checkReport("tcp-echo/concurrency/second-client", {
      status: "fail",
      ...STANDARD,
      title: "Serves a second client while the first is connected",
      message: "The second client was answered only after the first had left",
      expected: "an answer while the other client is connected",
      observed: "the answer 3 ms after the other client had left",
      transcript: [
        entry(0.1, 1, "connect"),
        entry(0.3, 2, "connect"),
        { ms: 0.4, conn: 2, event: "send", ...hi },
        entry(2004.1, 2, "timeout"),
        entry(2004.3, 1, "close"),
        { ms: 2007.2, conn: 2, event: "receive", ...hi },
      ],
    }),
  ];
  const report = reportOf(checks, { level: "standard" });
  return { report, options: renderOptions({ again: AGAIN }) };
}

/** The server ends in a check that provokes it. */
export function serverGone(): Picture {
  const reset = "tcp-echo/survival/reset-in-echo";
  const checks = [
    ...passes("tcp-echo/stream", 11),
    ...passes("tcp-echo/survival", 1, STANDARD),
    checkReport(reset, {
      status: "fail",
      ...STANDARD,
      title: "Survives a client that resets in the middle of an echo",
      message: "The server stopped answering after a client reset its connection",
      expected: "a server that goes on serving others",
      observed: "no answer to a simple exchange, tried twice",
    }),
    ...["leaves-unread", "reset-at-once"].map((name) =>
      skipped(`tcp-echo/survival/${name}`, "server-gone", {
        ...STANDARD,
        message: `The server stopped answering during ${reset}`,
      })
    ),
  ];
  const checkOf = definition(reset, {
    must: "Go on serving others when one client resets its connection.",
    why: "send() to a client that is gone raises SIGPIPE, which ends your program.",
  });
  return {
    report: reportOf(checks, { level: "standard" }),
    options: renderOptions({ again: AGAIN, checks: new Map([[reset, checkOf]]) }),
  };
}

/** Nothing listens where a suite's server should. */
export function notReached(): Picture {
  const first = "tcp-echo/reach/answers";
  const waiting = ["stream/one-byte", "stream/line", "payload/zeros", "clients/next-client"];
  const checks = [
    checkReport(first, {
      ...FAILS,
      title: "Accepts a connection and answers",
      message: "Nothing listens on 127.0.0.1:7007: the connection was refused",
      expected: "a connection to 127.0.0.1:7007",
      observed: "connection refused",
    }),
    ...waiting.map((name) => skipped(`tcp-echo/${name}`, "needs", { blockedBy: first })),
  ];
  const checkOf = definition(first, {
    must: "Listen on the port, accept a connection, and send something back for a line of text.",
    why: "Every other check talks to the server over a connection like this one.",
    byHand: { run: "printf 'hello\\n' | nc -w 1 {host} {port}", right: "hello" },
  });
  const [target] = reportOf([]).targets;
  return {
    report: reportOf(checks, {
      durationMs: 52,
      targets: [{ ...target!, serving: "unknown", latencyMs: null }],
    }),
    options: renderOptions({ checks: new Map([[first, checkOf]]) }),
  };
}

/** No suite was given, and nothing listens. */
export function nothingListens(): Picture {
  const report = reportOf([], { targets: [], verdict: "fail", durationMs: 48 });
  const again = "deno task grade --seed 48213 127.0.0.1:7007";
  return { report, options: renderOptions({ again }) };
}

/** The grader's own fault, and a run that did not come to its end. */
export function ourFault(): Picture {
  const checks = [
    ...passes("tcp-echo/stream", 10),
    checkReport("tcp-echo/payload/zeros", {
      status: "error",
      points: { earned: 0, possible: 0 },
      message: "TypeError: peer.sned is not a function\n    at run (zeros.ts:12:3)",
    }),
    skipped("tcp-echo/payload/one-mib", "budget", { message: "The run was interrupted before it" }),
  ];
  const report = reportOf(checks, { verdict: "error", complete: false });
  return { report, options: renderOptions() };
}

/** Two suites in one report, one of them with a failure. */
export function twoSuites(): Picture {
  const [target] = reportOf([]).targets;
  const zero = checkReport("udp-echo/size/empty", {
    ...FAILS,
    title: "Answers an empty datagram",
    message: "Nothing came back, then silence for 350 ms",
    expected: "a datagram of 0 bytes",
    observed: "nothing",
    transcript: [{ ms: 0.1, conn: 1, event: "send", bytes: 0, data: "" }],
  });
  const checks = [...passes("tcp-echo/stream", 11), ...passes("udp-echo/size", 5), zero];
  const udp = { ...target!, suite: "udp-echo", serving: "unknown" } as const;
  const report = reportOf(checks, { targets: [target!, udp], label: "Team 7" });
  return { report, options: renderOptions({ groups: GROUPS }) };
}
