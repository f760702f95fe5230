import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import type { Random } from "../../../lib/bytes/random.ts";
import { utf8 } from "../../../lib/bytes/text.ts";
import { type EchoCheck, echoCheck } from "../../echo/echo_check.ts";
import { RFC_862 } from "../../sources.ts";

const HALF_OF_ALL = Uint8Array.from({ length: 128 }, (_, value) => value);

interface Row extends Pick<EchoCheck, "id" | "title" | "must" | "why" | "byHand" | "asks"> {
  /** The datagrams that are sent, one after another. */
  readonly datagrams: (random: Random) => readonly Uint8Array[];
}

const ROWS: readonly Row[] = [
  {
    id: "udp-echo/payload/short-line",
    asks: "line-ends",
    title: "Echoes a line of text, letter by letter",
    must: "Send a line of text back unchanged: no other case, no prefix, nothing behind it.",
    why: "An echo server adds nothing and changes nothing.",
    byHand: { run: "printf 'Hello, World\\n' | nc -u -w 1 {host} {port}", right: "Hello, World" },
    datagrams: (random) => [
      utf8(`Hello ${random.letters(5)} ${random.letters(5).toUpperCase()}\n`),
    ],
  },
  {
    id: "udp-echo/payload/no-newline-needed",
    title: "Echoes text without a newline",
    must: "Send text back as it is, whether or not it ends in a newline.",
    why: "A datagram has its end already: nothing has to be looked for in it, and nothing added.",
    byHand: { run: "printf 'hi' | nc -u -w 1 {host} {port} | od -An -tx1", right: "68 69" },
    datagrams: (random) => [utf8(random.letters(11))],
  },
  {
    id: "udp-echo/payload/line-ends",
    asks: "line-ends",
    title: "Keeps line ends and spaces",
    must: "Send CR, LF and spaces back where they stand, also at both ends.",
    why: "strtok(), chomp and trim take them away; text mode turns CR LF into LF.",
    byHand: {
      run: "printf ' a\\r\\nb\\n\\n' | nc -u -w 1 {host} {port} | od -An -tx1",
      right: "20 61 0d 0a 62 0a 0a",
    },
    datagrams: (random) => [
      utf8(` \t${random.letters(8)} \t`),
      utf8(`${random.letters(4)}\r\n${random.letters(4)}\r\n`),
      utf8(`${random.letters(8)}\n\n`),
    ],
  },
  {
    id: "udp-echo/payload/every-byte-value",
    asks: "any-bytes",
    title: "Echoes every byte value unchanged",
    must: "Send back exactly the bytes received, whatever their values.",
    why: "A datagram carries bytes, not text: any value, 00 to FF.",
    byHand: {
      run: "printf '\\000\\177\\200\\377' | nc -u -w 1 {host} {port} | od -An -tx1",
      right: "00 7f 80 ff",
    },
    datagrams: (random) => [
      joinBytes(HALF_OF_ALL, random.bytes(16)),
      joinBytes(HALF_OF_ALL.map((value) => value + 128), random.bytes(16)),
    ],
  },
  {
    id: "udp-echo/payload/nul-bytes",
    asks: "any-bytes",
    title: "Keeps NUL bytes in the middle",
    must: "Send back what stands behind a 00 byte, too.",
    why: "recvfrom() gives n bytes, not a C string: strlen() stops at the first 00 among them.",
    byHand: {
      run: "printf 'ab\\000cd' | nc -u -w 1 {host} {port} | od -An -tx1",
      right: "61 62 00 63 64",
    },
    datagrams: (random) => [
      joinBytes(utf8(random.letters(5)), new Uint8Array([0, 0x41, 0]), utf8(random.letters(5))),
    ],
  },
  {
    id: "udp-echo/payload/invalid-utf8",
    asks: "any-bytes",
    title: "Keeps bytes that are no UTF-8",
    must: "Send back bytes that no text encoding allows, unchanged.",
    why: "decode(), toString() and new String(bytes) replace such bytes by EF BF BD, or throw.",
    byHand: {
      run: "printf 'a\\300\\200\\376b' | nc -u -w 1 {host} {port} | od -An -tx1",
      right: "61 c0 80 fe 62",
    },
    datagrams: (random) => [
      joinBytes(
        utf8(random.letters(4)),
        new Uint8Array([0xc3, 0x28, 0x80, 0xfe, 0xed, 0xa0, 0x80, 0xe2, 0x82]),
        utf8(random.letters(4)),
      ),
    ],
  },
];

/** The checks of what a datagram may hold. */
export const contents: readonly EchoCheck[] = ROWS.map(({ datagrams, ...row }) =>
  echoCheck({
    ...row,
    level: "core",
    sources: [RFC_862],
    async run({ open, random, echo }) {
      const peer = await open();
      for (const payload of datagrams(random)) await echo(peer, payload);
    },
  })
);
