import { assertEquals } from "@std/assert";
import { RIGHT_STREAM_ECHO } from "../../lib/serve/echo.ts";
import type { Body } from "../../lib/serve/server.ts";
import { assertOnDisk, gradeInMemory, proveMistakes, type Table } from "../testing.ts";
import { echoNotTransformed, MISTAKES } from "./mistakes/mod.ts";
import { tcpEcho } from "./mod.ts";

const BODY: Body = { serving: "concurrent", bufferBytes: 4096 };

/** What carries megabytes of random bytes. */
const RANDOM_MIBS = ["payload/{1,4,16}-mib", "{stream,closing}/late-reader"];

/** What carries random bytes, with 00 and FF in the first piece. */
const RANDOM = ["payload/around-*", "payload/*-kib", ...RANDOM_MIBS];

/** What carries much, whatever it is. */
const VOLUME = [
  "payload/{around-4096,around-8192,64-kib,one-value-1-mib}",
  "closing/half-close",
  "concurrency/{slow-reader,side-by-side}",
  ...RANDOM_MIBS,
];

/** What carries a line, and wants it back as it was. */
const LINES = [
  "stream/{nothing-unasked,several-messages,long-then-short,two-in-one-segment,byte-by-byte}",
  "stream/{cut-character,many-small-writes,idle-connection,no-delay-per-byte}",
  "payload/{short-line,trailing-newlines,line-ends,utf8-text,command-words}",
  "payload/{nul-bytes,ff-bytes,invalid-utf8}", // they end in a newline
  "closing/{end-after-client,not-before,empty-connection}",
  "clients/*",
  "concurrency/{interleaved,silent-clients,slow-writer}",
  "concurrency/{five,twenty,sixty-four}-clients",
  "concurrency/burst",
];

/** All that is compared byte by byte. */
const EVERYTHING = [
  ...LINES,
  ...RANDOM,
  "stream/{one-byte,no-newline-needed}",
  "payload/{no-newline-added,spaces,every-byte-value}",
  "closing/half-close",
  "concurrency/slow-reader",
];

/** Large transfers of one value: whole buffers of letters. */
const ONE_VALUE = ["payload/one-value-1-mib", "concurrency/side-by-side"];

/** What wants an answer before the half-close. */
const ANSWERS = [
  "stream/{one-byte,no-newline-needed,several-messages,long-then-short}",
  "stream/{idle-connection,no-delay-per-byte}",
  "closing/{end-after-client,not-before}",
  "clients/one-after-another",
  "concurrency/interleaved",
  "survival/reset-when-idle",
];

const NOT_TEXT = ["payload/{every-byte-value,ff-bytes,invalid-utf8}", ...RANDOM];

const NO_END = [
  "closing/{end-after-client,half-close,empty-connection,late-reader}",
  "clients/one-after-another",
];

const TABLE: Table = {
  "strlen-on-received-bytes": { must: ["payload/{every-byte-value,nul-bytes}", ...RANDOM] },
  "strlen-on-received-bytes/no-terminator": {
    must: [
      "payload/{every-byte-value,nul-bytes}",
      "stream/long-then-short",
      "closing/half-close",
      "concurrency/slow-reader",
      ...RANDOM,
    ],
  },
  "ignores-recv-length": { must: EVERYTHING, may: ONE_VALUE },
  "single-recv": {
    must: [
      "stream/{several-messages,long-then-short,byte-by-byte,cut-character,many-small-writes}",
      "stream/{idle-connection,no-delay-per-byte}",
      "closing/not-before",
      "concurrency/{interleaved,slow-writer}",
      ...VOLUME,
    ],
  },
  "buffered-rest-lost": {
    must: [
      "stream/two-in-one-segment",
      "payload/{trailing-newlines,line-ends,every-byte-value,command-words}",
      "payload/around-{1024,2048,4096,8192}",
      "payload/*-kib",
      ...RANDOM_MIBS,
    ],
    may: ["payload/around-*"],
  },
  "short-send": { must: ["{stream,closing}/late-reader", "concurrency/slow-reader"] },
  "close-drops-pending": { must: ["closing/late-reader"] },
  "close-drops-pending/linger": { must: NO_END },
  "waits-for-eof": { must: [...ANSWERS, "stream/late-reader", "concurrency/slow-reader"] },
  "waits-for-full-buffer": { must: ANSWERS },
  "output-not-flushed": { must: ANSWERS },
  "line-buffered": {
    must: ["stream/{one-byte,no-newline-needed}"],
    may: ["stream/late-reader", "concurrency/slow-reader"], // their tail has no newline
  },
  "line-buffered/println": {
    must: ["stream/{one-byte,no-newline-needed}", "payload/{no-newline-added,line-ends,spaces}"],
    may: ["{stream,payload,closing,concurrency}/*"],
  },
  "strips-line-end": {
    must: [...LINES, "{stream,closing}/late-reader", "payload/{4,16}-mib"],
    may: ["survival/reset-when-idle", ...RANDOM],
  },
  "trims-whitespace": {
    must: [...LINES, "payload/spaces", ...RANDOM_MIBS],
    may: ["survival/reset-when-idle", ...RANDOM],
  },
  "stops-at-space": {
    must: [...LINES, "payload/{spaces,every-byte-value}", ...RANDOM],
    may: ["survival/reset-when-idle"],
  },
  "adds-newline": { must: [...EVERYTHING, ...ONE_VALUE] },
  "adds-nul": { must: [...EVERYTHING, ...ONE_VALUE] },
  "adds-banner": {
    must: [...EVERYTHING, ...ONE_VALUE],
    may: ["survival/reset-when-idle"],
  },
  "adds-prefix": {
    must: [...EVERYTHING, ...ONE_VALUE],
    may: ["survival/reset-when-idle"],
  },
  "changes-case": {
    must: [...EVERYTHING, "payload/one-value-1-mib"],
    may: ["survival/reset-when-idle", "concurrency/side-by-side"],
  },
  "seven-bit": {
    must: ["stream/cut-character", "payload/utf8-text", ...NOT_TEXT],
    may: ["concurrency/side-by-side"],
  },
  "decodes-text": {
    must: ["stream/cut-character", ...NOT_TEXT],
    may: ["concurrency/side-by-side"],
  },
  "decodes-text/ignore": {
    must: ["stream/cut-character", ...NOT_TEXT],
    may: ["concurrency/side-by-side"],
  },
  "decodes-text/latin-1": {
    must: ["stream/cut-character", "payload/utf8-text", ...NOT_TEXT],
    may: ["concurrency/side-by-side"],
  },
  "decodes-text/exception": {
    must: ["stream/cut-character", ...NOT_TEXT],
    may: ["concurrency/side-by-side"],
  },
  "decodes-text/set-encoding": { must: NOT_TEXT, may: ["concurrency/side-by-side"] },
  "prints-object": {
    must: [...EVERYTHING, ...ONE_VALUE],
    may: ["survival/reset-when-idle"],
  },
  "prints-object/json": { must: ["**"] },
  "prints-object/java": { must: ["**"] },
  "text-mode": {
    must: ["payload/{line-ends,command-words,64-kib}", ...RANDOM_MIBS],
    may: ["payload/around-*", "payload/*-kib"],
  },
  "text-mode/to-crlf": {
    must: [
      ...LINES,
      "payload/{every-byte-value,around-1024,around-2048,around-4096,around-8192}",
      "payload/*-kib",
      ...RANDOM_MIBS,
    ],
    may: ["survival/reset-when-idle", "payload/around-*"],
  },
  "char-eof-compare": { must: ["payload/{every-byte-value,ff-bytes}", ...RANDOM] },
  "discards-beyond-buffer": { must: VOLUME },
  // The server ends while several checks are under way: any of them may be the first to notice.
  "no-room-for-terminator": { must: [], may: ["stream/*", "payload/*", "closing/*"] },
  "obeys-commands": { must: ["payload/command-words"] },
  "duplicate-reply": { must: [...EVERYTHING, ...ONE_VALUE] },
  "eof-ignored": { must: NO_END },
  "exits-after-client": { must: ["clients/next-client"] },
  "one-client-at-a-time": { must: ["concurrency/*"] },
  "accept-loop-blocked": {
    must: ["concurrency/twenty-clients"],
    may: ["concurrency/*", "survival/*"],
  },
  "fixed-table": { must: ["concurrency/{twenty,sixty-four}-clients"] },
  "fixed-table/never-answered": { must: ["concurrency/{twenty,sixty-four}-clients"] },
  "counter-not-decremented": { must: ["clients/one-after-another"] },
  "fd-leak": { must: ["clients/one-after-another"] },
  "fd-leak/parent-keeps-connection": { must: NO_END },
  "children-not-reaped": { must: ["clients/one-after-another"] },
  // Whatever runs at the same time as another check may get that one's bytes.
  "shared-buffer": {
    must: ["concurrency/{interleaved,slow-reader,side-by-side}"],
    may: ["{stream,payload,closing,concurrency}/*"],
  },
  "thread-argument-shared": {
    must: [
      "concurrency/{interleaved,side-by-side,five-clients,twenty-clients,sixty-four-clients,burst}",
    ],
  },
  "fd-set-not-copied": {
    must: [
      "concurrency/{interleaved,slow-writer,slow-reader,side-by-side,burst}",
      "concurrency/{five,twenty,sixty-four}-clients",
    ],
  },
  "sigpipe-kills": { must: ["survival/leaves-without-reading"] },
  "die-with-error": { must: ["survival/reset-at-once"] },
  "idle-timeout": { must: ["stream/idle-connection"] },
  "per-byte-delay": { must: ["stream/no-delay-per-byte"] },
  "interrupted-accept": { must: ["clients/next-client"] },
  "write-event-missing": { must: ["{stream,closing}/late-reader", "concurrency/slow-reader"] },
  "write-event-missing/paused-for-ever": {
    must: ["{stream,closing}/late-reader", "concurrency/slow-reader"],
  },
};

proveMistakes({
  suite: tcpEcho,
  mistakes: MISTAKES,
  table: TABLE,
  body: BODY,
  alone: {
    "payload/4-kib": { server: "single-recv", bufferBytes: 2048 },
    "payload/1-mib": { server: "single-recv", bufferBytes: 65_536 },
    "payload/4-mib": { server: "strips-line-end", bufferBytes: 40_000 },
    "payload/16-mib": { server: "strips-line-end", bufferBytes: 40_000 },
    "survival/reset-in-large-echo": { server: "sigpipe-kills" },
  },
});

Deno.test("MISTAKES of tcp-echo are the files of their folder", async () => {
  await assertOnDisk([...MISTAKES, echoNotTransformed], new URL("./mistakes/", import.meta.url));
});

const RIGHT: readonly (readonly [body: Body, notPassed: string])[] = [
  [{ serving: "concurrent", bufferBytes: 1024 }, ""],
  [{ serving: "concurrent", bufferBytes: 4096 }, ""],
  [{ serving: "iterative", bufferBytes: 1024 }, "concurrency"],
];

for (const [body, notPassed] of RIGHT) {
  const name = `${body.serving}, with a buffer of ${body.bufferBytes} bytes`;
  Deno.test(`tcp-echo has nothing against a right server, ${name}`, async () => {
    const { checks } = await gradeInMemory(tcpEcho, RIGHT_STREAM_ECHO, { body });
    const wrong = checks.filter(({ status }) => status !== "pass");
    assertEquals(wrong.filter(({ group }) => group !== notPassed), []);
    assertEquals(wrong.length > 0, notPassed !== "");
  });
}

Deno.test("tcp-echo passes a right iterative server with a buffer of 32 bytes at core", async () => {
  const body: Body = { serving: "iterative", bufferBytes: 32 };
  const skip = ["tcp-echo/payload/*-mib"];
  const report = await gradeInMemory(tcpEcho, RIGHT_STREAM_ECHO, { body, level: "core", skip });
  assertEquals(report.verdict, "pass");
});
