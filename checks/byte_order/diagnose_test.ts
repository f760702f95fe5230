import { assert, assertEquals } from "@std/assert";
import { BUILT_IN_LAYOUT } from "../../lib/layout/built_in.ts";
import type { Layout } from "../../lib/layout/layout.ts";
import { parseLayout } from "../../lib/layout/parse.ts";
import { rightForm } from "../../lib/layout/slips/forms.ts";
import { patternBytes } from "../../lib/layout/slips/pattern.ts";
import { serversOf } from "../../lib/mistake.ts";
import { assertNamed, BODIES, bodiesOf, gradeInMemory } from "../testing.ts";
import { mistakesFor } from "./mistakes/mod.ts";
import { byteOrder, byteOrderSuite } from "./mod.ts";
import { NEED_VOLUME, VOLUME } from "./testing.ts";
import { recordServer, rightServer } from "./slip_servers.ts";

for (const mistake of mistakesFor(BUILT_IN_LAYOUT)) {
  Deno.test(`diagnose() names ${mistake.id} of byte-order, whatever its body`, async () => {
    const skip = NEED_VOLUME.includes(mistake.id) ? [] : VOLUME;
    for (const body of bodiesOf(mistake.id, 1)) {
      const report = await gradeInMemory(byteOrder, mistake.serve, { body, skip });
      assertNamed(report, mistake, `${body.serving}, ${body.bufferBytes}`);
    }
  });
}

Deno.test("diagnose() says nothing of a right server of records", async () => {
  for (const body of BODIES) {
    for (const level of ["core", "strict"] as const) {
      const options = { body, level, skip: VOLUME };
      const { diagnoses } = await gradeInMemory(byteOrder, rightServer(BUILT_IN_LAYOUT), options);
      const isLimited = body.serving === "iterative" && level === "strict";
      assertEquals(
        diagnoses.map(({ mistake }) => mistake),
        isLimited ? ["one-client-at-a-time"] : [],
      );
    }
  }
});

/** What no known mistake makes of a right reply to a record with the built-in layout. */
const UNKNOWN: Readonly<Record<string, (reply: Uint8Array) => Uint8Array>> = {
  "adds two": (reply) => plusOne(reply, 1),
  "adds 256": (reply) => plusOne(reply, 0),
  "sorts the text": (reply) => Uint8Array.of(...reply.subarray(0, 8), ...reply.slice(8).sort()),
  "inverts the text": (reply) => reply.map((byte, at) => at < 8 ? byte : byte ^ 0xff),
  "sends the long first": (reply) =>
    Uint8Array.of(...reply.subarray(2, 6), ...reply.subarray(0, 2), ...reply.subarray(6)),
  "sends the text twice": (reply) => Uint8Array.of(...reply, ...reply.subarray(8)),
  "loses the last byte": (reply) => reply.subarray(0, Math.max(8, reply.length - 1)),
  "sends a checksum behind": (reply) =>
    Uint8Array.of(...reply, reply.reduce((sum, byte) => (sum + byte) & 0xff, 0)),
  "turns the whole record round": (reply) => reply.slice().reverse(),
  "sends a constant": (reply) => reply.map(() => 0x2a),
  "loses every second letter": (reply) => reply.filter((_, at) => at < 8 || at % 2 === 0),
};

for (const [name, change] of Object.entries(UNKNOWN)) {
  Deno.test(`diagnose() says nothing of a server of records that ${name}`, async () => {
    const { step } = rightForm(BUILT_IN_LAYOUT);
    const server = recordServer((bytes) => {
      const next = step(bytes);
      return typeof next === "string"
        ? next
        : { ...next, reply: Array.from(change(patternBytes(next.reply))) };
    });
    const report = await gradeInMemory(byteOrder, server, { skip: VOLUME });
    assert(report.checks.some(({ status }) => status === "fail"));
    assertEquals(report.diagnoses.map(({ mistake }) => mistake), []);
  });
}

/** The same number plus one, in the byte of the long at `at`, without a carry. */
function plusOne(reply: Uint8Array, at: number): Uint8Array {
  return reply.map((byte, place) => place === at || place === 4 + at ? byte + 1 : byte);
}

/** Mistakes that are tried with a layout of a lab's own. */
const IN_OWN_LAYOUTS = [
  ...["no-byte-order", "no-ntoh", "no-hton", "wrong-hton-width", "wrong-integer-size"],
  ...["struct-padding", "text-swapped", "no-increment", "sends-text", "adds-nul"],
  ...["changes-case", "ignores-recv-length", "one-recv-one-message", "single-recv"],
  ...["buffered-rest-lost", "no-validation", "zero-length-is-eof", "waits-for-eof"],
];

for (const lab of ["sensor", "sum"]) {
  Deno.test(`diagnose() names mistakes with the layout of the lab ${lab}`, async () => {
    const layout = await layoutOf(lab);
    const suite = byteOrderSuite(layout);
    for (const mistake of mistakesFor(layout).filter(({ id }) => IN_OWN_LAYOUTS.includes(id))) {
      const report = await gradeInMemory(suite, mistake.serve, { skip: VOLUME });
      if (report.checks.some(({ status }) => status === "fail")) assertNamed(report, mistake, lab);
    }
    const { diagnoses } = await gradeInMemory(suite, rightServer(layout), { skip: VOLUME });
    assertEquals(diagnoses, []);
  });
}

async function layoutOf(lab: string): Promise<Layout> {
  const file = new URL(`../../fixtures/labs/layout-${lab}.yaml`, import.meta.url);
  const { layout, problems } = parseLayout(await Deno.readTextFile(file));
  if (!layout) throw new Error(JSON.stringify(problems));
  return layout;
}

Deno.test("every mistake of byte-order has servers of its own", () => {
  const names = mistakesFor(BUILT_IN_LAYOUT).flatMap((mistake) => [...serversOf(mistake).keys()]);
  assertEquals(new Set(names).size, names.length);
});
