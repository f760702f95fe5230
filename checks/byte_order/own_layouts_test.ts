import { assertEquals } from "@std/assert";
import { parseLayout } from "../../lib/layout/parse.ts";
import type { Layout } from "../../lib/layout/layout.ts";
import { gradeInMemory, idsWith, streamServer } from "../../lib/testing/in_memory.ts";
import { serveRecords } from "../../lib/testing/record_server.ts";
import { slipping } from "../../lib/testing/wrong_records.ts";
import { byteOrder, byteOrderSuite } from "./mod.ts";

/** A layout, the checks that it has no material for, and some that it has beside the built-in's. */
interface Row {
  readonly layout: () => Promise<Layout>;
  readonly notApplicable: readonly string[];
  readonly more: readonly string[];
  /** A mistake that must fail something. */
  readonly slip: string;
}

const OF_TEXTS = [
  "text/order",
  "text/odd-length",
  "text/letters",
  "text/nul-bytes",
  "text/every-byte-value",
];
const OF_COUNTS = [
  "values/length",
  "text/empty",
  "text/one-byte",
  "text/longest",
  "stream/long-then-short",
  "survival/one-byte-too-long",
  "survival/far-too-long",
];
const OF_16_BITS = ["order", "small", "carry", "sign", "wrap"].map((name) =>
  `values/16-bit-${name}`
);
const OF_32_BITS = OF_16_BITS.map((id) => id.replace("16", "32"));
const OF_64_BITS = OF_16_BITS.map((id) => id.replace("16", "64"));
const OF_8_BITS = ["small", "sign", "wrap"].map((name) => `values/8-bit-${name}`);

const ROWS: Readonly<Record<string, Row>> = {
  "the sensor's record": {
    layout: () => labLayout("sensor"),
    notApplicable: [],
    more: [...OF_64_BITS, "values/floats"],
    slip: '"temperature" is written without htons() or htonl()',
  },
  "the sum": {
    layout: () => labLayout("sum"),
    notApplicable: [...OF_TEXTS, ...OF_COUNTS, "stream/cut-in-text", "survival/half-a-text"],
    more: OF_8_BITS,
    slip: '"balance" is read without ntohs() or ntohl()',
  },
  "one byte": {
    layout: () => written("fields: [{ name: n, type: u8, reply: { plus: 3 } }]"),
    notApplicable: [
      ...OF_16_BITS,
      ...OF_32_BITS,
      ...OF_TEXTS,
      ...OF_COUNTS,
      "stream/cut-in-number",
      "stream/cut-in-text",
      "stream/every-cut",
      "survival/half-a-record",
      "survival/half-a-text",
    ],
    more: OF_8_BITS,
    slip: '"n" comes back as it was sent',
  },
  "a long text counted by 32 bits": {
    layout: () =>
      written(
        "fields: [{ name: n, type: u32 }, { name: t, type: bytes, count: n, maximum: 100000 }]",
      ),
    notApplicable: [...OF_16_BITS, ...OF_32_BITS],
    more: [],
    slip: '"n" is written without htons() or htonl()',
  },
  "two texts and a constant": {
    layout: () =>
      written(`
fields:
  - { name: a, type: u16, byte-order: little }
  - { name: one, type: bytes, count: a, maximum: 700 }
  - { name: magic, type: bytes, size: 4, reply: { constant: OKAY } }
  - { name: b, type: u8 }
  - { name: two, type: bytes, count: b, maximum: 255 }
`),
    notApplicable: [...OF_16_BITS, ...OF_32_BITS],
    more: [],
    slip: "every number is written without htons() or htonl()",
  },
};

for (const [name, { layout, notApplicable, more, slip }] of Object.entries(ROWS)) {
  Deno.test(`byteOrderSuite() grades a right server of ${name}`, async () => {
    const records = await layout();
    const suite = byteOrderSuite(records);
    const server = streamServer((stream) => serveRecords(stream, records));
    const report = await gradeInMemory(suite, server);
    const wrong = report.checks.filter(({ status, reason }) =>
      status !== "pass" && reason !== "not-applicable"
    );
    assertEquals(wrong.map(({ id, message }) => `${id}: ${message}`), []);
    assertEquals(idsWith(report, "skip").map(plain).toSorted(), [...notApplicable].toSorted());
    const usual = new Set(byteOrder.checks.map(({ id }) => id));
    const others = suite.checks.filter(({ id }) => !usual.has(id)).map(({ id }) => plain(id));
    assertEquals(others.toSorted(), [...more].toSorted());
  });

  Deno.test(`byteOrderSuite() finds a slip with ${name}`, async () => {
    const records = await layout();
    const { verdict } = await gradeInMemory(byteOrderSuite(records), slipping(slip, records));
    assertEquals(verdict, "fail");
  });
}

async function labLayout(name: string): Promise<Layout> {
  const file = new URL(`../../fixtures/labs/layout-${name}.yaml`, import.meta.url);
  return await written(await Deno.readTextFile(file));
}

function written(text: string): Promise<Layout> {
  const { layout, problems } = parseLayout(text);
  if (!layout) throw new Error(JSON.stringify(problems));
  return Promise.resolve(layout);
}

function plain(id: string): string {
  return id.replace("byte-order/", "");
}
