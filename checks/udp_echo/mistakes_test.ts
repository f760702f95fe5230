import { assertEquals } from "@std/assert";
import { RIGHT_DATAGRAM_ECHO } from "../../lib/serve/echo.ts";
import { type Body, USUAL_BODY } from "../../lib/serve/server.ts";
import { assertOnDisk, gradeInMemory, proveMistakes, type Table } from "../testing.ts";
import { echoNotTransformed, MISTAKES } from "./mistakes/mod.ts";
import { udpEcho } from "./mod.ts";

/** What is a line, and must come back as it was. */
const LINES = [
  "reach/first-datagram",
  "payload/{short-line,line-ends,long-then-short}",
  "reply/*",
  "clients/*",
];

/** What has more than a byte, with 00 and FF among the first. */
const RANDOM = ["size/??*"];

/** All that is compared byte by byte. */
const EVERYTHING = ["reach/first-datagram", "payload/*", "reply/*", "clients/*", ...RANDOM];

const NOT_TEXT = ["payload/{every-byte-value,invalid-utf8}", ...RANDOM];

/** What sends several datagrams in a row. */
const ROWS = ["reply/{boundaries,hundred}", "clients/two-interleaved"];

const TABLE: Table = {
  "buffer-too-small": { must: ["size/{1025,1472,1473,2048,4096,8192,16384,65507}"] },
  "empty-datagram-is-error": { must: ["survival/empty-datagram"] },
  "empty-datagram-is-error/ends-server": { must: ["survival/empty-datagram"] },
  // The first client was the run's first check: from then on there is silence.
  "client-address-kept": { must: ["reach/first-datagram"] },
  "client-address-kept/connected": { must: ["reach/first-datagram"] },
  "reply-from-other-socket": { must: ["reply/same-address-and-port"] },
  "address-length-unset": { must: ["reach/first-datagram"] },
  "duplicate-reply": { must: ["reply/exactly-one"] },
  "drops-datagrams": {
    must: ROWS,
    may: ["{reach,payload,reply,clients,size,survival}/*"],
  },
  "drops-datagrams/every-second": {
    must: ROWS,
    may: ["{reach,payload,reply,clients,size,survival}/*"],
  },
  "drops-datagrams/every-tenth": { must: ROWS, may: ["clients/*"] },
  "boundaries-lost": { must: ROWS },
  "strlen-on-received-bytes": { must: ["payload/{every-byte-value,nul-bytes}", ...RANDOM] },
  "strlen-on-received-bytes/no-terminator": {
    must: [
      "reach/first-datagram",
      "payload/!(short-line)",
      "{reply,clients,size}/*",
      "survival/empty-datagram",
    ],
    may: ["payload/short-line"], // where it is as long as the datagram before it
  },
  "ignores-recv-length": { must: [...EVERYTHING, "size/1", "survival/empty-datagram"] },
  "adds-nul": { must: [...EVERYTHING, "size/1", "survival/empty-datagram"] },
  "adds-newline": { must: [...EVERYTHING, "size/1", "survival/empty-datagram"] },
  "adds-prefix": { must: [...EVERYTHING, "size/1", "survival/empty-datagram"] },
  "changes-case": { must: EVERYTHING, may: ["size/1"] },
  "seven-bit": { must: NOT_TEXT, may: ["size/1"] },
  "strips-line-end": { must: LINES, may: ["size/*"] },
  "trims-whitespace": { must: LINES, may: ["size/*"] },
  "decodes-text": { must: NOT_TEXT, may: ["size/1"] },
  "decodes-text/ignore": { must: NOT_TEXT, may: ["size/1"] },
  "decodes-text/latin-1": { must: NOT_TEXT, may: ["size/1"] },
  "decodes-text/exception": { must: NOT_TEXT, may: ["size/1"] },
  "decodes-text/exception-ends-server": { must: ["payload/every-byte-value"] },
  "prints-object": { must: [...EVERYTHING, "size/1", "survival/empty-datagram"] },
  "prints-object/json": { must: ["**"] },
  "prints-object/java": { must: ["**"] },
  "text-mode": { must: ["payload/line-ends"], may: ["size/*"] },
  "text-mode/to-crlf": {
    must: [
      ...LINES,
      "payload/every-byte-value",
      "size/{512,513,1024,1025,1472,1473,2048,4096,8192,16384,65507}",
    ],
    may: ["size/*"],
  },
  "shared-buffer": { must: ROWS },
  "exits-after-client": { must: [], may: ["reach/first-datagram", "payload/short-line"] },
  "no-room-for-terminator": { must: ["size/1024"] },
  "die-with-error": { must: ["survival/client-gone"] },
};

proveMistakes({
  suite: udpEcho,
  mistakes: MISTAKES,
  table: TABLE,
  body: USUAL_BODY,
  alone: {
    "survival/largest-datagram": { server: "no-room-for-terminator" },
    ...Object.fromEntries(
      [255, 256, 512, 513, 1024, 1472, 1473, 2048, 4096, 8192, 16_384, 65_507].map((size) => [
        `size/${size}`,
        { server: "buffer-too-small", bufferBytes: size - 1 },
      ]),
    ),
  },
});

Deno.test("MISTAKES of udp-echo are the files of their folder", async () => {
  await assertOnDisk([...MISTAKES, echoNotTransformed], new URL("./mistakes/", import.meta.url));
});

const BODIES: readonly Body[] = [
  { serving: "concurrent", bufferBytes: 1024 },
  { serving: "iterative", bufferBytes: 1024 },
];

for (const body of BODIES) {
  Deno.test(`udp-echo has nothing against a right ${body.serving} server`, async () => {
    const { checks } = await gradeInMemory(udpEcho, RIGHT_DATAGRAM_ECHO, { body });
    assertEquals(checks.filter(({ status }) => status !== "pass"), []);
  });
}
