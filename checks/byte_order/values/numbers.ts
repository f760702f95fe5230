import type { Random } from "../../../lib/bytes/random.ts";
import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { wrap } from "../../../lib/layout/number.ts";
import { POSIX_HTONL, RFC_1700_NOTATION } from "../../sources.ts";
import { byHand } from "../by_hand.ts";
import { asked, exchange } from "../exchange.ts";
import { integersOf, namesOf, recordOf, required } from "../material.ts";
import { rightFields } from "../replies.ts";
import { sample } from "../sample.ts";

/** The widths that have checks of their own whatever the layout, and those that have them where it needs them. */
const ALWAYS = [16, 32];
const WHERE_NEEDED = [8, 64];

interface Row {
  readonly name: string;
  readonly title: (words: string) => string;
  readonly must: (words: string) => string;
  readonly why: (bits: number) => string;
  /** The numbers that are sent, each in a record of its own over a connection of its own. */
  readonly values: (bits: bigint, random: Random) => readonly bigint[];
  /** The number of the line to try by hand. */
  readonly byHand: (bits: bigint) => bigint;
  /** The narrowest numbers that it makes sense for. */
  readonly fromBits?: number;
}

const ROWS: readonly Row[] = [
  {
    name: "order",
    title: (numbers) => `Reads and writes ${numbers} in network byte order`,
    must: (numbers) =>
      `Convert ${numbers} when they are read and when they are written, each exactly once.`,
    why: (bits) =>
      bits === 16
        ? "This machine keeps the low byte first, the network the high byte: ntohs() and htons() turn 16 bits round."
        : `The order is that of all ${bits} bits: ${
          bits === 32 ? "ntohl() and htonl()" : "functions for just so many bits"
        } are made for them, htons() loses the half of them or more.`,
    values: (bits, random) => [
      ascendingBytes(bits),
      sparseBytes(bits),
      distinctBytes(bits, random),
    ],
    byHand: ascendingBytes,
    fromBits: 16,
  },
  {
    name: "small",
    title: (numbers) => `Answers ${numbers} from the low end: 0 and 1`,
    must: (numbers) => `Give the right reply to ${numbers} that are 0 or 1.`,
    why: () => "Where the bytes are in the wrong order, 1 is a very large number.",
    values: () => [0n, 1n],
    byHand: () => 1n,
  },
  {
    name: "carry",
    title: (numbers) => `Carries from byte to byte in ${numbers}`,
    must: (numbers) => `Add to ${numbers} as a whole, also where a byte is full.`,
    why: () => "FF plus 1 is 01 00: who adds to one byte, or to turned bytes, loses the carry.",
    values: (bits) =>
      [0xffn, 0x7fffn, 0xffffn, 0xff_ffffn].filter((value) => value < (1n << (bits - 1n)) - 1n),
    byHand: () => 0xffn,
    fromBits: 16,
  },
  {
    name: "sign",
    title: (numbers) => `Takes ${numbers} for what they are where the top bit changes`,
    must: (numbers) => `Give the right reply to ${numbers} around the middle of their range.`,
    why: (bits) =>
      `With a signed type for an unsigned number, ${
        bits === 64 ? "the upper half of the range" : `0x8${"0".repeat(bits / 4 - 1)} and above`
      } is negative: comparisons, divisions and wider types go wrong.`,
    values: (bits) => [(1n << (bits - 1n)) - 1n, 1n << (bits - 1n)],
    byHand: (bits) => (1n << (bits - 1n)) - 1n,
  },
  {
    name: "wrap",
    title: (numbers) => `Goes round at the end of the range of ${numbers}, and not before`,
    must: (numbers) => `Calculate with ${numbers} modulo 2 to the number of their bits.`,
    why: (bits) =>
      `The largest number plus 1 is 0 in ${bits} bits: nothing else would fit in the field.`,
    values: (bits) => [(1n << bits) - 2n, (1n << bits) - 1n],
    byHand: (bits) => (1n << bits) - 1n,
  },
];

/** The checks of integers of each width. */
export function numbers(layout: Layout): readonly Check[] {
  const more = WHERE_NEEDED.filter((bits) => integersOf(layout, bits).length > 0);
  return [...ALWAYS, ...more].flatMap((bits) =>
    ROWS.filter(({ fromBits = 8 }) => bits >= fromBits).map((row) => numberCheck(layout, bits, row))
  );
}

function numberCheck(layout: Layout, bits: number, row: Row): Check {
  const fields = integersOf(layout, bits);
  const names = namesOf(fields);
  const words = `${bits}-bit numbers`;
  const valued = (values: readonly bigint[]) => ({
    number: ({ name, type }: typeof fields[number]) => {
      const at = fields.findIndex((field) => field.name === name);
      return at < 0 ? undefined : wrap(values[at % values.length] ?? 0n, type);
    },
  });
  return check({
    id: `byte-order/values/${bits}-bit-${row.name}`,
    title: row.title(words),
    level: "core",
    must: row.must(words),
    why: row.why(bits),
    sources: [RFC_1700_NOTATION, POSIX_HTONL],
    byHand: byHand(asked(layout, sample(layout, valued([row.byHand(BigInt(bits))])))),
    async run({ dial, random }) {
      required(fields, `${bits}-bit number to choose`);
      const values = row.values(BigInt(bits), random);
      for (const first of values.keys()) {
        const turned = [...values.slice(first), ...values.slice(0, first)];
        const record = asked(layout, recordOf(layout, random, valued(turned)));
        const peer = await dial();
        peer.expectThat(rightFields(names, record), await exchange(peer, record));
        await peer.end();
      }
    },
  });
}

/** 0x0102, 0x01020304: every exchange of bytes gives another number. */
function ascendingBytes(bits: bigint): bigint {
  return bytesToNumber(bits, (at) => at + 1n);
}

/** 0x00FE, 0x000000FE: the reply tells where a conversion is missing, when read or when written. */
function sparseBytes(bits: bigint): bigint {
  return bytesToNumber(bits, (at) => at === bits / 8n - 1n ? 0xfen : 0n);
}

/** Bytes that no server can know beforehand, each unlike the others. */
function distinctBytes(bits: bigint, random: Random): bigint {
  const first = BigInt(0x15 + random.below(0x20));
  const step = BigInt(0x09 + random.below(4));
  return bytesToNumber(bits, (at) => first + step * at);
}

function bytesToNumber(bits: bigint, byteAt: (at: bigint) => bigint): bigint {
  let value = 0n;
  for (let at = 0n; at < bits / 8n; at++) value = (value << 8n) | byteAt(at);
  return value;
}
