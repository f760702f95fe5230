import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import type { Random } from "../../../lib/bytes/random.ts";
import { utf8 } from "../../../lib/bytes/text.ts";
import { type Check, check } from "../../../lib/check.ts";
import type { Layout } from "../../../lib/layout/layout.ts";
import { POSIX_HTONL } from "../../sources.ts";
import { byHand } from "../by_hand.ts";
import { asked, exchange } from "../exchange.ts";
import { bytesOf, digit, namesOf, recordOf, required, roomOf } from "../material.ts";
import { rightFields } from "../replies.ts";
import { sample } from "../sample.ts";

interface Row extends Pick<Check, "title" | "must" | "why"> {
  readonly name: string;
  readonly text: (random: Random) => Uint8Array;
  /** The text of the line to try by hand. */
  readonly byHand?: Uint8Array;
}

const ROWS: readonly Row[] = [
  {
    name: "order",
    title: "Leaves the text in its order",
    must: "Send the bytes of the text back in the order in which they came.",
    why: "A string of one-byte characters has no byte order: there is nothing to convert in it.",
    text: differentSigns,
    byHand: utf8("abcd"),
  },
  {
    name: "odd-length",
    title: "Answers a text of odd length",
    must: "Send a text of 7 bytes back unchanged.",
    why: "Whoever takes a text for 16-bit numbers loses its last byte, or reads one too many.",
    text: (random) => utf8(`${digit(random).repeat(6)}.`),
    byHand: utf8("abc"),
  },
  {
    name: "letters",
    title: "Leaves letters and white space as they are",
    must:
      "Send capital and small letters, spaces and line ends back as they came, also at both ends.",
    why: "The text is data. toupper(), strtok() and trim() don't belong on the way.",
    text: (random) => fourfold(` ${random.letters(1)}${random.letters(1).toUpperCase()}\r\n`),
    byHand: utf8("Hi\n"),
  },
  {
    name: "nul-bytes",
    title: "Keeps NUL bytes in the text",
    must: "Send back what stands behind a 00 byte, too: the length says where the text ends.",
    why: "strlen(), strcpy() and printf() stop at the first 00. The text is no C string.",
    text: (random) => {
      const eight = utf8(digit(random).repeat(8));
      return joinBytes(eight, new Uint8Array(8), eight);
    },
    byHand: new Uint8Array([0x61, 0, 0x62]),
  },
  {
    name: "every-byte-value",
    title: "Keeps every byte value in the text",
    must: "Send back exactly the bytes of the text, whatever their values.",
    why: "Who decodes the text and encodes it again changes what is no UTF-8, or no ASCII.",
    text: () => Uint8Array.from({ length: 256 }, (_, value) => value),
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
      byHand: byHand(asked(layout, sample(layout, { text: (room) => shown?.subarray(0, room) }))),
      async run({ dial, random }) {
        const room = Math.min(...required(fields, "text").map((field) => roomOf(layout, field)));
        const whole = text(random);
        for (let at = 0; at < whole.length; at += Math.max(1, room)) {
          const part = whole.subarray(at);
          const filling = { text: (most: number) => part.subarray(0, most) };
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
function fourfold(text: string): Uint8Array {
  return utf8([...text].map((character) => character.repeat(4)).join(""));
}
