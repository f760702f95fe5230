import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import type { Random } from "../../../lib/bytes/random.ts";
import { utf8 } from "../../../lib/bytes/text.ts";
import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { POSIX_HTONL } from "../../sources.ts";
import { byHand } from "../by_hand.ts";
import { asked, exchange } from "../exchange.ts";
import { bytesOf, digit, namesOf, plainLength, recordOf, required } from "../material.ts";
import { rightFields } from "../replies.ts";
import { sample } from "../sample.ts";

interface Row extends Pick<Check, "title" | "must" | "why"> {
  readonly name: string;
  /** The text, at least `size` bytes; what is more is sent in further records. */
  readonly text: (random: Random, size: number) => Uint8Array;
  /** The text of the line to try by hand. */
  readonly byHand: Uint8Array;
}

const ROWS: readonly Row[] = [
  {
    name: "order",
    title: "Leaves the text in its order",
    must: "Send the bytes of the text back in the order in which they came.",
    why: "A string of one-byte characters has no byte order: there is nothing to convert in it.",
    text: (random, size) => again(differentSigns(random), size),
    byHand: utf8("abcd"),
  },
  {
    name: "odd-length",
    title: "Answers a text of odd length",
    must: "Send a text back to its last byte, also where its length is odd.",
    why: "Whoever takes a text for 16-bit numbers loses its last byte, or reads one too many.",
    text: (random, size) => {
      const odd = Math.max(1, size - (size + 1) % 2);
      return utf8(`${digit(random).repeat(odd - 1)}.`);
    },
    byHand: utf8("abc"),
  },
  {
    name: "letters",
    title: "Leaves letters and white space as they are",
    must:
      "Send capital and small letters, spaces and line ends back as they came, also at both ends.",
    why: "The text is data. toupper(), strtok() and trim() don't belong on the way.",
    text: (random, size) => {
      const letters = fourfold(` ${random.letters(1)}${random.letters(1).toUpperCase()}`);
      const between = Math.max(0, size - letters.length - 16) & ~7;
      const text = `${letters}${digit(random).repeat(between)}${fourfold("\r\n")}`;
      return utf8(text.padEnd(size, "\n"));
    },
    byHand: utf8("Hi\n"),
  },
  {
    name: "nul-bytes",
    title: "Keeps NUL bytes in the text",
    must: "Send back what stands behind a 00 byte, too: the length says where the text ends.",
    why: "strlen(), strcpy() and printf() stop at the first 00. The text is no C string.",
    text: (random, size) => {
      const eight = utf8(digit(random).repeat(8));
      return again(joinBytes(eight, new Uint8Array(8), eight), Math.max(size, 24));
    },
    byHand: new Uint8Array([0x61, 0, 0x62]),
  },
  {
    name: "every-byte-value",
    title: "Keeps every byte value in the text",
    must: "Send back exactly the bytes of the text, whatever their values.",
    why: "Who decodes the text and encodes it again changes what is no UTF-8, or no ASCII.",
    text: (_, size) =>
      again(Uint8Array.from({ length: 256 }, (_, value) => value), Math.max(size, 256)),
    byHand: new Uint8Array([0x80, 0xff]),
  },
];

/** The checks of what a text may hold. */
export function contents(layout: Layout): readonly Check[] {
  const fields = bytesOf(layout);
  const names = namesOf(fields);
  return ROWS.map(({ name, text, byHand: shown, ...row }) =>
    check({
      ...row,
      id: `byte-order/text/${name}`,
      level: "core",
      sources: [POSIX_HTONL],
      byHand: byHand(asked(layout, sample(layout, { text: (room) => shown.subarray(0, room) }))),
      async run({ dial, random }) {
        const sizes = required(fields, "text").map((field) => plainLength(layout, field));
        const size = Math.max(1, Math.min(...sizes));
        const whole = text(random, size);
        for (let at = 0; at < whole.length; at += size) {
          const part = whole.subarray(at, at + size);
          const filling = { text: (room: number) => part.subarray(0, room) };
          const record = asked(layout, recordOf(layout, random, filling));
          const peer = await dial();
          peer.expectThat(rightFields(names, record), await exchange(peer, record));
          await peer.end();
        }
      },
    })
  );
}

/** Signs of which no two are the same, so that no exchange goes unseen, and none is a letter. */
function differentSigns(random: Random): Uint8Array {
  const first = random.below(16);
  return Uint8Array.from({ length: 16 }, (_, at) => 0x30 + (first + at * 5) % 16);
}

/** Each character four times: what only exchanges bytes within a word leaves it as it is. */
function fourfold(text: string): string {
  return [...text].map((character) => character.repeat(4)).join("");
}

/** The same bytes again and again, `size` in all. */
function again(bytes: Uint8Array, size: number): Uint8Array {
  return Uint8Array.from({ length: size }, (_, at) => bytes[at % bytes.length] ?? 0);
}
