import { joinBytes } from "../../../lib/bytes/byte_list.ts";
import type { Random } from "../../../lib/bytes/random.ts";
import { utf8 } from "../../../lib/bytes/text.ts";
import type { EchoCheck } from "../../echo/echo_check.ts";
import { type Exchange, oneExchange } from "../one_exchange.ts";

const ALL_BYTES = Uint8Array.from({ length: 256 }, (_, value) => value);

/** A text around some bytes, so that what happens before and behind them shows. */
function around(random: Random, middle: Uint8Array, end = ""): Uint8Array {
  return joinBytes(utf8(random.letters(5)), middle, utf8(random.letters(5) + end));
}

type Row = Omit<Exchange, "level"> & { readonly level?: Exchange["level"] };

const ROWS: readonly Row[] = [
  {
    id: "tcp-echo/payload/short-line",
    title: "Echoes a line of text, letter by letter",
    must: "Send back a line of text unchanged: no other case, no prefix, nothing behind it.",
    why: "An echo server adds nothing and changes nothing.",
    byHand: { run: "printf 'Hello, World\\n' | nc -w 1 {host} {port}", right: "Hello, World" },
    bytes: (random) => utf8(`Hello ${random.letters(6)} ${random.letters(6).toUpperCase()}\n`),
  },
  {
    id: "tcp-echo/payload/no-newline-added",
    asks: "no-lines",
    title: "Adds nothing to text without a newline",
    must: "Send back exactly the bytes received: no newline, no NUL behind them.",
    why: 'println(), "%s\\n" and n + 1 each send a byte that the client never sent.',
    byHand: { run: "printf 'hi' | nc -w 1 {host} {port} | od -An -tx1", right: "68 69" },
    bytes: (random) => utf8(random.letters(14)),
  },
  {
    id: "tcp-echo/payload/trailing-newlines",
    title: "Keeps newlines at the end",
    must: "Send the newlines at the end of a message back, all of them.",
    why: "A newline is a byte like any other. strtok(), chomp and trim take it away.",
    byHand: {
      run: "printf 'hi\\n\\n' | nc -w 1 {host} {port} | od -An -tx1",
      right: "68 69 0a 0a",
    },
    bytes: (random) => utf8(`${random.letters(8)}\n\n`),
  },
  {
    id: "tcp-echo/payload/line-ends",
    asks: "line-ends",
    title: "Keeps CR LF, lone CR and lone LF apart",
    must: "Send each CR and each LF back as it came.",
    why:
      "Text mode and line functions turn CR LF into LF, or LF into CR LF: a file is damaged by that.",
    byHand: {
      run: "printf 'a\\r\\nb\\rc\\n' | nc -w 1 {host} {port} | od -An -tx1",
      right: "61 0d 0a 62 0d 63 0a",
    },
    bytes: (random) =>
      utf8(
        `${random.letters(3)}\r\n${random.letters(3)}\n${random.letters(3)}\r${
          random.letters(2)
        }\r\n`,
      ),
  },
  {
    id: "tcp-echo/payload/spaces",
    asks: "no-lines",
    title: "Keeps spaces and tabs at both ends",
    must: "Send spaces and tabs back wherever they stand.",
    why: 'strip() and trim() take them away, and scanf("%s") stops at them.',
    byHand: {
      run: "printf '  a b\\t ' | nc -w 1 {host} {port} | od -An -tx1",
      right: "20 20 61 20 62 09 20",
    },
    bytes: (random) =>
      utf8(`  ${random.letters(4)} ${random.letters(4)}\t${random.letters(3)} \t `),
  },
  {
    id: "tcp-echo/payload/every-byte-value",
    asks: "any-bytes",
    title: "Echoes every byte value unchanged",
    must: "Send back exactly the bytes received, whatever their values.",
    why: "A socket carries bytes, not text: an image or a key holds any value, 00 to FF.",
    byHand: {
      run: "printf '\\000\\177\\200\\377' | nc -w 1 {host} {port} | od -An -tx1",
      right: "00 7f 80 ff",
    },
    bytes: (random) => joinBytes(ALL_BYTES, random.bytes(64)),
  },
  {
    id: "tcp-echo/payload/nul-bytes",
    asks: "any-bytes",
    title: "Keeps NUL bytes in the middle",
    must: "Send back what stands behind a 00 byte, too.",
    why: 'recv() gives n bytes, not a C string: strlen() and "%s" stop at the first 00 among them.',
    byHand: {
      run: "printf 'ab\\000cd' | nc -w 1 {host} {port} | od -An -tx1",
      right: "61 62 00 63 64",
    },
    bytes: (random) => around(random, new Uint8Array([0, 0x41, 0, 0]), "\n"),
  },
  {
    id: "tcp-echo/payload/ff-bytes",
    asks: "any-bytes",
    title: "Keeps FF bytes",
    must: "Send FF bytes back, and what stands behind them.",
    why: "A char that holds FF compares equal to EOF: getc() must be kept in an int.",
    byHand: {
      run: "printf 'ab\\377cd' | nc -w 1 {host} {port} | od -An -tx1",
      right: "61 62 ff 63 64",
    },
    bytes: (random) => around(random, new Uint8Array([0xff, 0x41, 0xff, 0xff]), "\n"),
  },
  {
    id: "tcp-echo/payload/utf8-text",
    asks: "any-bytes",
    title: "Echoes text beyond ASCII",
    must: "Send back the bytes of letters such as ä, € and 語 unchanged.",
    why:
      "Beyond ASCII a character is several bytes. A server that counts or converts characters damages them.",
    byHand: {
      run: "printf '\\303\\244\\342\\202\\254\\n' | nc -w 1 {host} {port} | od -An -tx1",
      right: "c3 a4 e2 82 ac 0a",
    },
    bytes: (random) => utf8(`Grüße ${random.letters(4)}, 5 € für 語 🙂\n`),
  },
  {
    id: "tcp-echo/payload/invalid-utf8",
    asks: "any-bytes",
    title: "Keeps bytes that are no UTF-8",
    must: "Send back bytes that no text encoding allows, unchanged.",
    why: "decode(), toString() and new String(bytes) replace such bytes by EF BF BD, or throw.",
    byHand: {
      run: "printf 'a\\300\\200\\376b' | nc -w 1 {host} {port} | od -An -tx1",
      right: "61 c0 80 fe 62",
    },
    bytes: (random) =>
      around(
        random,
        new Uint8Array([0xc3, 0x28, 0x80, 0xfe, 0xed, 0xa0, 0x80, 0xf5, 0xe2, 0x82]),
        "\n",
      ),
  },
  {
    id: "tcp-echo/payload/command-words",
    asks: "line-ends",
    title: "Takes no word for a command",
    level: "strict",
    must: "Send back quit, exit, bye, a lone dot and “GET / HTTP/1.1” like any other data.",
    why:
      "The Echo Protocol has no commands: a file that happens to hold one of these words must come back whole.",
    byHand: {
      run: "printf 'quit\\nstill here\\n' | nc -w 1 {host} {port}",
      right: "quit\nstill here",
    },
    bytes: (random) =>
      utf8(
        `quit\nexit\nbye\n.\nQUIT\r\nGET / HTTP/1.1\r\nHost: x\r\n\r\n%s%n%d\n${
          random.letters(6)
        }\n`,
      ),
  },
];

/** The checks of what a message may hold: alike but for their bytes. */
export const contents: readonly EchoCheck[] = ROWS.map((row) =>
  oneExchange({ level: "core", ...row })
);
