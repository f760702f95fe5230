import { assert, assertEquals } from "@std/assert";
import picomatch from "picomatch";
import { BUILT_IN_LAYOUT } from "../../lib/layout/built_in.ts";
import { encode } from "../../lib/layout/encode.ts";
import { difference } from "../../lib/layout/difference.ts";
import { replyOf } from "../../lib/layout/reply.ts";
import { slipVariants } from "../../lib/layout/slips.ts";
import { patternBytes } from "../../lib/layout/slips/pattern.ts";
import { gradeInMemory, idsWith, streamServer } from "../../lib/testing/in_memory.ts";
import { rightAnswer, serveRecords } from "../../lib/testing/record_server.ts";
import {
  diesOf,
  fewPlaces,
  keepsOldBytes,
  misreading,
  servesFirst,
} from "../../lib/testing/wrong_records.ts";
import type { MemoryServer } from "../../lib/wire/memory.ts";
import { byteOrder } from "./mod.ts";
import { TABLE } from "./testing.ts";

/** A wrong server, and exactly the checks that fail with it, without the suite's name. */
type Row = readonly [name: string, server: () => MemoryServer, fails: readonly string[]];

const ROWS: readonly Row[] = [
  ["accepts and closes", () => streamServer(async () => {}), ["reach/answers"]],
  ["never answers", () => streamServer(() => new Promise(() => {})), ["reach/answers"]],
  [
    "sends one fixed string",
    () => streamServer(async (stream) => void await stream.write(new TextEncoder().encode("hi\n"))),
    ["reach/answers"],
  ],
  ["loses count of one-byte texts", losesOneByte, ["text/one-byte"]],
  ["keeps bytes of earlier records", () => keepsOldBytes, ["stream/long-then-short"]],
  ["is wrong for one number in a thousand", wrongNowAndThen, ["stream/hundred-records"]],
  ["has three places", () => fewPlaces(3), [
    "concurrency/silent-clients",
    "concurrency/half-sent-records",
    "concurrency/five-clients",
    "concurrency/twenty-clients",
    "concurrency/side-by-side",
  ]],
  ["serves one client", () => servesFirst(1), ["clients/next-client"]],
  ["serves a hundred clients in all", () => servesFirst(100), ["clients/one-after-another"]],
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

Deno.test("every check of byte-order fails with one of these servers, or with a mistake's", () => {
  const failed = new Set(ROWS.flatMap(([, , fails]) => fails));
  const isFound = picomatch(Object.values(TABLE).flatMap(({ must }) => [...must]));
  const never = byteOrder.checks.map(({ id }) => plain(id))
    .filter((id) => !failed.has(id) && !isFound(id));
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
