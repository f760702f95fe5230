import { assert, assertEquals } from "@std/assert";
import { BUILT_IN_LAYOUT } from "../../lib/layout/built_in.ts";
import { encode } from "../../lib/layout/encode.ts";
import { difference } from "../../lib/layout/difference.ts";
import { replyOf } from "../../lib/layout/reply.ts";
import { slipVariants } from "../../lib/layout/slips.ts";
import { patternBytes } from "../../lib/layout/slips/pattern.ts";
import { gradeInMemory, idsWith, streamServer } from "../../lib/testing/in_memory.ts";
import { rightAnswer, serveRecords } from "../../lib/testing/record_server.ts";
import {
  closesAfterOne,
  diesOf,
  dropsTheLastReply,
  fewPlaces,
  forgetsTheRest,
  greets,
  keepsOldBytes,
  misreading,
  neverCloses,
  oneAtATime,
  oneReadOneRecord,
  servesFirst,
  sharesItsBuffer,
  slipping,
  waitsForTheEnd,
} from "../../lib/testing/wrong_records.ts";
import type { MemoryServer } from "../../lib/wire/memory.ts";
import { byteOrder } from "./mod.ts";

/** A wrong server, and exactly the checks that fail with it, without the suite's name. */
type Row = readonly [name: string, server: () => MemoryServer, fails: readonly string[]];

const ORDERS = ["order", "small", "carry", "sign"];

const ROWS: readonly Row[] = [
  ["accepts and closes", () => streamServer(async () => {}), ["reach/answers"]],
  ["never answers", () => streamServer(() => new Promise(() => {})), ["reach/answers"]],
  [
    "sends one fixed string",
    () => streamServer(async (stream) => void await stream.write(new TextEncoder().encode("hi\n"))),
    ["reach/answers"],
  ],
  [
    "doesn't convert what it writes",
    () => slipping("every number is written without htons() or htonl()"),
    [...values(16, ORDERS), ...values(32, ORDERS), "values/length"],
  ],
  [
    "converts nothing, the length included",
    () => misreading("every number is converted neither when read nor when written"),
    [
      ...values(16, [...ORDERS, "wrap"]),
      ...values(32, [...ORDERS, "wrap"]),
      "values/length",
      "text/one-byte",
      "text/longest",
      "survival/one-byte-too-long", // 0x0401 is read as 0x0104
    ],
  ],
  [
    "doesn't convert the long when it is read",
    () => slipping('"long" is read without ntohs() or ntohl()'),
    values(32, [...ORDERS, "wrap"]),
  ],
  [
    "takes htons() for 32 bits",
    () => slipping('"long" is converted by htons() or ntohs(), made for 16 bits, when written'),
    values(32, [...ORDERS, "wrap"]),
  ],
  [
    "converts the halves of the long",
    () => slipping('"long" is converted by two functions, one for each half, when written'),
    values(32, ORDERS),
  ],
  ["echoes", () => slipping("The request comes back as it was sent"), [
    ...values(16, [...ORDERS, "wrap"]),
    ...values(32, [...ORDERS, "wrap"]),
  ]],
  [
    "stops at the maximum",
    () => slipping("every number stays at its maximum where it should go round to 0"),
    ["values/16-bit-wrap", "values/32-bit-wrap"],
  ],
  [
    "takes shorts for signed",
    () => slipping('"short" is held below the maximum of a signed type'),
    ["values/16-bit-sign", "values/16-bit-wrap"],
  ],
  [
    "sends a long of 8 bytes",
    () =>
      slipping('"long" is sent as a long of 8 bytes that htonl() or htons() has filled by half'),
    ["values/length", "size/exact"],
  ],
  [
    "sends the struct with its gaps",
    () => slipping("The fields are sent as a struct with gaps, the text behind it"),
    [...values(32, [...ORDERS, "wrap"]), "values/length", "size/exact"],
  ],
  ["adds a NUL", () => slipping("A NUL follows the reply"), ["size/exact"]],
  [
    "exchanges the bytes of the text",
    () => slipping('"text" is converted two bytes at a time, as by htons()'),
    ["text/order", "text/every-byte-value"],
  ],
  [
    "turns the text round",
    () => slipping('"text" is turned round as a whole'),
    ["text/order", "text/odd-length", "text/letters", "text/nul-bytes", "text/every-byte-value"],
  ],
  [
    "turns the text into capitals",
    () => slipping('"text" is turned into upper case'),
    ["text/letters", "text/every-byte-value"],
  ],
  [
    "takes the text for a C string",
    () => slipping('"text" ends at its first NUL'),
    ["text/nul-bytes", "text/every-byte-value"],
  ],
  [
    "decodes the text",
    () => slipping('"text" is decoded as UTF-8 and encoded again'),
    ["text/every-byte-value"],
  ],
  [
    "cuts the longest text",
    () => slipping('"text" is refused at exactly the largest length'),
    ["text/longest"],
  ],
  [
    "takes an empty text for the end",
    () => slipping('"text" ends the connection when empty'),
    ["text/empty"],
  ],
  [
    "believes every length",
    () => misreading('"text" is believed to be as long as announced'),
    ["survival/one-byte-too-long", "survival/far-too-long"],
  ],
  [
    "cuts too long a text",
    () => misreading('"text" is cut to the largest length'),
    ["survival/one-byte-too-long", "survival/far-too-long"],
  ],
  ["loses count of one-byte texts", losesOneByte, ["text/one-byte"]],
  ["takes one read for one record", () => oneReadOneRecord, [
    "stream/cut-in-number",
    "stream/cut-in-text",
    "stream/record-and-a-half",
    "stream/every-cut",
    "stream/byte-by-byte",
    "stream/pipelined",
    "survival/half-a-record",
    "survival/half-a-text",
    "survival/one-byte-too-long",
    "survival/far-too-long",
  ]],
  ["forgets what follows a record", () => forgetsTheRest, [
    "stream/record-and-a-half",
    "stream/pipelined",
  ]],
  ["closes after one record", () => closesAfterOne, [
    "stream/several-records",
    "stream/long-then-short",
    "stream/record-and-a-half",
    "stream/pipelined",
  ]],
  ["keeps bytes of earlier records", () => keepsOldBytes, ["stream/long-then-short"]],
  ["is wrong for one number in a thousand", wrongNowAndThen, ["stream/hundred-records"]],
  ["waits for the end", () => waitsForTheEnd, ["stream/at-once"]],
  ["greets", () => greets, [
    ...values(16, [...ORDERS, "wrap"]),
    ...values(32, [...ORDERS, "wrap"]),
    "values/length",
    "size/exact",
    "stream/nothing-unasked",
    "stream/several-records",
    "stream/long-then-short",
    "stream/record-and-a-half",
    "stream/pipelined",
  ]],
  ["never closes", () => neverCloses, ["closing/end-after-client", "closing/empty-connection"]],
  ["drops its last reply", () => dropsTheLastReply, ["closing/half-close"]],
  ["serves one client at a time", oneAtATime, ["concurrency/second-client"]],
  ["has three places", () => fewPlaces(3), [
    "concurrency/silent-clients",
    "concurrency/half-sent-records",
    "concurrency/five-clients",
    "concurrency/twenty-clients",
    "concurrency/side-by-side",
  ]],
  ["has ten places", () => fewPlaces(10), ["concurrency/twenty-clients"]],
  ["serves one client", () => servesFirst(1), ["clients/next-client"]],
  ["serves a hundred clients in all", () => servesFirst(100), ["clients/one-after-another"]],
  ["shares its buffer", sharesItsBuffer, ["concurrency/interleaved", "concurrency/side-by-side"]],
  ["dies of a silent client", () => diesOf("empty"), ["closing/empty-connection"]],
  ["dies when three leave at once", diesOfThreeSilent, ["clients/leave-at-once"]],
  ["dies of a reset", () => diesOf("reset"), ["survival/reset-at-once"]],
  ["dies of a reset in a record", diesInRecord, ["survival/reset-in-record"]],
  ["dies of half a record", () => diesOf("half-record"), ["survival/half-a-record"]],
  ["dies of too long a text", () => diesOf("malformed"), ["survival/one-byte-too-long"]],
  ["dies of what can't be sent", () => diesOf("unsendable"), ["survival/leaves-without-reading"]],
];

for (const [name, server, fails] of ROWS) {
  Deno.test(`byte-order fails just the right checks of a server that ${name}`, async () => {
    const report = await gradeInMemory(byteOrder, server());
    assertEquals(idsWith(report, "fail").map(plain).toSorted(), [...fails].toSorted());
    assertEquals(idsWith(report, "error"), []);
  });
}

Deno.test("every check of byte-order fails with one of these servers", () => {
  const failed = new Set(ROWS.flatMap(([, , fails]) => fails));
  const never = byteOrder.checks.map(({ id }) => plain(id)).filter((id) => !failed.has(id));
  assertEquals(never, []);
});

Deno.test("byte-order catches every slip that is known and changes a reply", async () => {
  const tried = new Set<string>();
  for (const { id, words, reply } of slipVariants(BUILT_IN_LAYOUT)) {
    const way = `${id} ${words.replace(SCOPE, "")}`;
    const changes = PROBES.some((request) => !isRight(request, patternBytes(reply(request).bytes)));
    if (tried.has(way) || !changes) continue;
    tried.add(way);
    assert(await isCaught(words), `${id}: ${words}`);
  }
  assert(tried.size > 60, `${tried.size} slips were tried`);
});

/** The fields that a slip's words begin with: one scope of each way is tried. */
const SCOPE = /^(every [0-9a-z-]*\s?number( but the counts| but "\w+")?|every count|"\w+")/;

/** Whether one of a few checks fails that no slip passes all; the first that fails will do. */
async function isCaught(words: string): Promise<boolean> {
  for (const name of CATCHING) {
    const only = [`byte-order/${name}`];
    const { verdict } = await gradeInMemory(byteOrder, misreading(words), { only });
    if (verdict === "fail") return true;
  }
  return false;
}

const CATCHING = [
  "size/exact",
  "values/32-bit-order",
  "values/16-bit-order",
  "values/*-{sign,wrap}",
  "values/length",
  "text/{order,letters,nul-bytes,every-byte-value}",
  "text/{empty,longest}",
  "survival/one-byte-too-long",
];

const PROBES = [[1, 2, 3], [0xffff, 0xffff_ffff, 0], [0xff, 0x7fff_ffff, 1024]].map(
  ([short = 0, long = 0, length = 0]) =>
    encode(BUILT_IN_LAYOUT, { short, long, text: new Uint8Array(length).fill(0x61) }),
);

function isRight(request: Uint8Array, observed: Uint8Array): boolean {
  const text = request.subarray(8);
  const view = new DataView(request.buffer);
  const record = { short: view.getUint16(0), long: view.getUint32(2), length: text.length, text };
  const expected = encode(BUILT_IN_LAYOUT, replyOf(BUILT_IN_LAYOUT, record));
  return difference(BUILT_IN_LAYOUT, { expected, observed }).length === 0;
}

function values(bits: number, names: readonly string[]): readonly string[] {
  return names.map((name) => `values/${bits}-bit-${name}`);
}

function plain(id: string): string {
  return id.replace("byte-order/", "");
}

/** Gives a wrong byte back for a text of one. */
function losesOneByte(): MemoryServer {
  return answering((text, reply) => text.length === 1 ? reply.fill(0, 8) : reply);
}

/** Gives a wrong number back for short texts that are no ASCII. */
function wrongNowAndThen(): MemoryServer {
  return answering((text, reply) =>
    text.length < 100 && text.some((byte) => byte > 0x7f) ? reply.fill(0, 0, 2) : reply
  );
}

function answering(
  change: (text: Uint8Array, reply: Uint8Array) => Uint8Array,
): MemoryServer {
  const right = rightAnswer(BUILT_IN_LAYOUT);
  return streamServer((stream) =>
    serveRecords(stream, BUILT_IN_LAYOUT, (request) => {
      const reply = right(request);
      return reply && change(request.subarray(8), reply);
    })
  );
}

/** Is ended by the third client in a row that says nothing. */
function diesOfThreeSilent(): MemoryServer {
  let silent = 0;
  return {
    listening: () => silent < 3,
    accept(stream) {
      serveRecords(stream, BUILT_IN_LAYOUT, (request) => {
        silent = -1; // this client has spoken
        return rightAnswer(BUILT_IN_LAYOUT)(request);
      }).catch(() => {}).finally(() => {
        silent++;
        stream.close();
      });
    },
  };
}

/** Is ended by a client that resets when part of a record has come. */
function diesInRecord(): MemoryServer {
  let alive = true;
  return {
    listening: () => alive,
    accept(stream) {
      let isWithin = false;
      const watched = {
        async read(into: Uint8Array): Promise<number | null> {
          const count = await stream.read(into);
          isWithin = count !== null;
          return count;
        },
        write: (bytes: Uint8Array) => stream.write(bytes),
        close: () => stream.close(),
      };
      serveRecords(watched, BUILT_IN_LAYOUT, (request) => {
        isWithin = false;
        return rightAnswer(BUILT_IN_LAYOUT)(request);
      }).catch(() => alive = !isWithin).finally(() => stream.close());
    },
  };
}
